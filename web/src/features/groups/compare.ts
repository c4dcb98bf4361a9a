/* Two companies side by side, as the analysis `compare` has it: each with all below it, over the last 365 days. */
import { send } from '@/api/send'
import type { Format, Money } from '@/i18n/format'
import type { Source } from '@/ui/figure/source'
import type { Named } from './groups'

export interface ComparedSide extends Named {
  role: 'one' | 'other'
  companies: number
  net: Money | null
  net_before: Money | null
  growth: number | null
  documents: number
  first_day: string | null
  last_day: string | null
  contacts: number | null
  /** Absent for who may not see margins; null where too few costs are known. */
  profit?: { contribution: Money | null; rate: number | null } | null
  /** The lines of its year. */
  opens_to: string | null
}

interface Purchase {
  quantity: number | null
  price: number | null
  net: Money | null
  /** The lines that the price is made of. */
  opens_to: string | null
}

export interface ComparedArticle extends Named {
  category: string | null
  one: Purchase
  other: Purchase
  /** 0.1: the other pays a tenth more. */
  difference: number | null
}

export interface ComparedCategory {
  category: string | null
  one: Money | null
  one_share: number | null
  one_opens_to: string | null
  other: Money | null
  other_share: number | null
  other_opens_to: string | null
}

export interface Comparison {
  as_of: string
  data_version: number
  year: { from: string; to: string }
  accounts: [ComparedSide, ComparedSide]
  overlap: {
    products_both: number
    products_one: number
    products_other: number
    jaccard: number | null
    jaccard_by_value: number | null
  }
  categories: ComparedCategory[]
  months: { from: string; to: string; one: Money | null; other: Money | null }[]
  prices: { level: number | null; articles: ComparedArticle[] }
}

export const comparisonKey = (one: string, other: string) => ['compare', one, other] as const

export const loadComparison = async (one: string, other: string) =>
  (await send<Comparison>('GET', '/api/v1/analysis/compare', { query: { one, other } })).data

export const sourceOfComparison = ({ as_of, data_version }: Comparison, one: string, other: string, words: string): Source => ({
  formula_code: '',
  formula: words,
  as_of,
  data_version,
  certainty: { code: '', words },
  settings: `?one=${one}&other=${other}`,
})

export interface Measure {
  name: string
  /** Of those who may not see margins it is absent. */
  isProfit?: boolean
  /** It is the sum of the lines of the year. */
  opens?: boolean
  text(side: ComparedSide, format: Format): string
}

export const MEASURES: readonly Measure[] = [
  { name: 'companies', text: ({ companies }, format) => format.number(companies) },
  { name: 'net', opens: true, text: ({ net }, format) => format.money(net) },
  { name: 'net_before', text: ({ net_before }, format) => format.money(net_before) },
  { name: 'change', text: ({ growth }, format) => format.change(growth) },
  { name: 'profit', isProfit: true, opens: true, text: ({ profit }, format) => format.money(profit?.contribution) },
  { name: 'margin_rate', isProfit: true, text: ({ profit }, format) => format.percent(profit?.rate) },
  { name: 'documents', opens: true, text: ({ documents }, format) => format.number(documents) },
  { name: 'contacts', text: ({ contacts }, format) => format.number(contacts) },
  { name: 'first_purchase', text: ({ first_day }, format) => format.date(first_day) },
  { name: 'last_purchase', text: ({ last_day }, format) => format.date(last_day) },
]

/** How long the bars of a month are, 0 to 1, both of one scale. What was given back has none. */
export function barsOf(months: Comparison['months']): { one: number; other: number }[] {
  const amount = (money: Money | null) => Math.max(0, Number(money?.amount ?? 0))
  const most = Math.max(1e-9, ...months.flatMap(({ one, other }) => [amount(one), amount(other)]))
  return months.map(({ one, other }) => ({ one: amount(one) / most, other: amount(other) / most }))
}
