/* Two companies side by side: what the page of each says, as rows of the same measure. */
import { send, type Query } from '@/api/send'
import type { Format, Money } from '@/i18n/format'
import type { Named } from './groups'

interface Category {
  category: string | null
  net: Money | null
  share: number | null
}

export interface Figures {
  account: Named
  manager: { id: string; name: string } | null
  currency: string | null
  tier: { tier: string | null; class: string | null }
  behaviour: {
    first_purchase: string | null
    last_purchase: string | null
    days_silent: number | null
    documents: number | null
    products: number | null
    usual_gap_days: number | null
    returns_rate: number | null
  }
  place: {
    net: Money | null
    change_rate: number | null
    rank: number | null
    share: number | null
    margin?: Money | null
    margin_rate?: number | null
  }
  value: { alive?: number | null; value?: Money | null }
  categories: { items: Category[] }
}

export const figuresKey = (id: string, query: Query) => ['compare', id, query] as const

export const loadFigures = async (id: string, query: Query) =>
  (await send<Figures>('GET', `/api/v1/accounts/${id}/figures`, { query: { ...query, limit: 1 } })).data

export interface Measure {
  name: string
  /** Of those who may not see margins it is absent. */
  isProfit?: boolean
  number?: boolean
  text(figures: Figures, format: Format): string
}

export const MEASURES: readonly Measure[] = [
  { name: 'manager', text: ({ manager }) => manager?.name ?? '–' },
  { name: 'tier', text: ({ tier }) => tier.tier ?? '–' },
  { name: 'net', number: true, text: ({ place }, format) => format.money(place.net) },
  { name: 'change', number: true, text: ({ place }, format) => format.change(place.change_rate) },
  { name: 'share', number: true, text: ({ place }, format) => format.percent(place.share) },
  { name: 'rank', number: true, text: ({ place }, format) => format.number(place.rank) },
  { name: 'profit', isProfit: true, number: true, text: ({ place }, format) => format.money(place.margin) },
  { name: 'margin_rate', isProfit: true, number: true, text: ({ place }, format) => format.percent(place.margin_rate) },
  { name: 'value', isProfit: true, number: true, text: ({ value }, format) => format.money(value.value) },
  { name: 'alive', number: true, text: ({ value }, format) => format.percent(value.alive) },
  { name: 'first_purchase', number: true, text: ({ behaviour }, format) => format.date(behaviour.first_purchase) },
  { name: 'last_purchase', number: true, text: ({ behaviour }, format) => format.date(behaviour.last_purchase) },
  { name: 'usual_gap', number: true, text: ({ behaviour }, format) => format.number(behaviour.usual_gap_days) },
  { name: 'documents', number: true, text: ({ behaviour }, format) => format.number(behaviour.documents) },
  { name: 'products', number: true, text: ({ behaviour }, format) => format.number(behaviour.products) },
  { name: 'returns', number: true, text: ({ behaviour }, format) => format.percent(behaviour.returns_rate) },
]

export interface CategoryPair {
  category: string | null
  a: Category | undefined
  b: Category | undefined
}

const amount = (row: Category | undefined) => Number(row?.net?.amount ?? 0)

/** The categories of both, those that matter most to the two together first. */
export function categoriesOfBoth(a: Figures, b: Figures): CategoryPair[] {
  const names = [...new Set([...a.categories.items, ...b.categories.items].map(({ category }) => category))]
  const find = (figures: Figures, name: string | null) => figures.categories.items.find(({ category }) => category === name)
  return names
    .map((category) => ({ category, a: find(a, category), b: find(b, category) }))
    .sort((x, y) => amount(y.a) + amount(y.b) - amount(x.a) - amount(x.b))
}
