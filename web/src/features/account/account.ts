/* What the API says of one account's money. */
import { send, type Query } from '@/api/send'
import type { Money } from '@/i18n/format'
import type { InCurrency } from '@/ui/figure/currency'
import type { Source } from '@/ui/figure/source'
import type { Matter } from '@/ui/matters/words'
import { figuresPath } from './place'

export interface Named {
  id: string
  name: string | null
  number?: string | null
}

export interface Reason {
  code: string
  rate?: number
  rank?: number
  of?: number
  from?: string
  points?: number
  days?: number
  usual_days?: number
  since?: string
  months?: number
  count?: number
}

export type Letter = 'A' | 'B' | 'C'

export interface TierPart {
  tier: Letter | null
  class: Letter | null
  reasons: Reason[]
  next: {
    tier: Letter
    net_needed: Money | null
    net_missing: Money | null
    net_missing_with_points?: Money | null
    points_needed?: number
  } | null
  source: Source
}

export interface Behaviour {
  first_purchase: string | null
  last_purchase: string | null
  days_silent: number | null
  purchase_days: number
  documents: number
  products: number
  usual_gap_days: number | null
  longest_gap_days: number | null
  is_silent: boolean
  months_bought: number
  months_considered: number
  returns_rate: number | null
  next_purchase: { expected: string; late_days: number } | null
  source: Source
}

export interface Place {
  net: Money | null
  before: Money | null
  change_rate: number | null
  rank: number | null
  rows_with_sales: number
  share: number | null
  lines: number
  margin?: Money | null
  margin_rate?: number | null
  cost_known?: number | null
  source: Source
}

export interface Month {
  month: string
  whole: boolean
  net: Money
  year_before: Money | null
}

export interface ForecastMonth {
  from: string
  to: string
  point: Money
  lower_80: Money
  upper_80: Money
  lower_95: Money
  upper_95: Money
}

export interface Forecast {
  status: 'known' | 'too_few' | 'no_sales' | 'part_of_group'
  method?: string
  is_seasonal?: boolean
  total?: { months: number; point: Money; lower_80: Money; upper_80: Money; lower_95: Money; upper_95: Money }
  history?: { from: string; to: string; net: Money }[]
  months?: ForecastMonth[]
  back_test?: { mase: number | null; smape: number | null; bias: number | null; coverage_95: number | null }
  source: Source
}

export interface Worth {
  status: 'known' | 'pending' | 'too_few' | 'part_of_group'
  months: number
  discount_per_year: number
  alive?: number | null
  expected_purchases?: { value: number; lower: number; upper: number }
  value?: Money | null
  value_lower?: Money | null
  value_upper?: Money | null
  value_of?: 'profit' | 'revenue'
  source: Source
}

export type State = 'new' | 'back' | 'growing' | 'steady' | 'falling' | 'stopped'

export interface Piece {
  product?: { id: string; number: string | null; name: string | null } | null
  category: string | null
  state: State
  net: Money
  before: Money | null
  change: Money | null
  change_rate: number | null
  share: number | null
  quantity: string | null
  lines: number
  margin?: Money | null
  margin_rate?: number | null
  opens_to: string
}

/** Where the state that is looked at stands in the address. */
export const STATE_OF = { product: 'state', category: 'category_state' } as const

export interface Pieces {
  items: Piece[]
  rows: number
  states: Record<State, number>
  source: Source
}

export interface Figures extends InCurrency {
  account: Named
  manager: Named | null
  /** The account alone, or with all companies below it: then of which time, and at which depth its row stands (null: at none). */
  by: 'account' | 'group'
  groups?: string
  depth?: number | null
  /** Companies in view; `is_whole` says whether these are all. */
  members: number
  is_whole: boolean
  /** Whether some company ever belonged to it. */
  has_companies: boolean
  period: { name: string; from: string | null; to: string | null; before: { from: string; to: string } | null }
  basis: { name: string }
  as_of: string | null
  /** These three speak of the whole: null where only a part of the companies is in view. */
  matters: { items: Matter[]; source: Source } | null
  tier: TierPart | null
  behaviour: Behaviour | null
  place: Place
  months: { items: Month[]; source: Source }
  forecast: Forecast
  value: Worth
  categories: Pieces
  products: Pieces
}

export const figuresKey = (id: string, query: Query) => ['account', id, 'figures', query] as const

export const loadFigures = async (id: string, query: Query) =>
  (await send<Figures>('GET', figuresPath(id), { query })).data

/* As many products as the API says at a time. */
const ALL_PRODUCTS = 10_000

/** The same with all products: the first answer has the largest only, and what is no longer bought is the least. */
export const loadAllPieces = async (id: string, query: Query) => (await loadFigures(id, { ...query, limit: ALL_PRODUCTS })).products

export const allPiecesKey = (id: string, query: Query) => ['account', id, 'products', query] as const

export interface Guess {
  place: number
  id: string
  number: string | null
  name: string | null
  buyers: number
  chance: number
  worth: Money | null
  worth_error: Money | null
}

export interface Assortment {
  item: { guesses: Guess[] } | null
  item_reason?: string
  source: Source
}

export const assortmentKey = (id: string) => ['account', id, 'assortment'] as const

export const loadAssortment = async (id: string) =>
  (await send<Assortment>('GET', `/api/v1/accounts/${id}/analysis/assortment`)).data

interface Sums {
  items: { product: { id: string } | null; month: { name: string }; net: Money }[]
}

export const trendsKey = (id: string, query: Query) => ['account', id, 'trends', query] as const

/** The same lines as the figures are made of, for sums. */
export function linesOf({ account, by, groups, depth }: Figures): Query {
  return by === 'account' ? { account: account.id } : { group: account.id, groups, depth: depth ?? 'below' }
}

/** Sales of each product by month, for sparklines. */
export const loadTrends = async (query: Query) =>
  (
    await send<Sums>('GET', '/api/v1/sales/sums', {
      query: { group_by: 'product,month', basis: 'products', ...query, limit: 10_000 },
    })
  ).data

export const amountOf = (money: Money | null | undefined): number => Number(money?.amount ?? 0)
