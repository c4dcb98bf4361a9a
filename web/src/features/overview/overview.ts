/* What the API says of sales as a whole, and how the address of the page asks for it. */
import { send, type Query } from '@/api/send'
import type { Money } from '@/i18n/format'
import type { InCurrency } from '@/ui/figure/currency'
import type { Source } from '@/ui/figure/source'
import { OVERVIEW } from './place'

export interface Named {
  id: string
  name: string | null
  number?: string | null
}

export interface Who {
  account?: Named
  group?: Named
  /** Companies in view that a group is made of. */
  members?: number
}

export type Tier = 'A' | 'B' | 'C' | null

export interface Spread {
  rows_for_80: number | null
  share_of_rows_for_80: number | null
  share_of_top_20_percent: number | null
  top_1: number | null
  top_5: number | null
  top_10: number | null
  hhi: number | null
  gini: number | null
}

export interface Headline extends Spread {
  rows: number
  rows_with_sales: number
  net: Money | null
  before: Money | null
  change: Money | null
  change_rate: number | null
  source: Source
}

export interface Profit extends Spread {
  rows: number
  margin: Money | null
  margin_rate: number | null
  cost_known: number | null
  rows_losing: number
  lost: Money | null
  source: Source
}

export type ParetoRow = Who & { rank: number; share_of_rows: number; cumulative: number; net: Money | null }

export interface Year extends Spread {
  year: number
  whole: boolean
  rows: number
  net: Money | null
}

export interface TierRow {
  tier: Tier
  rows: number
  net: Money | null
  share: number | null
  opens_to: string
}

export type Mover = Who & {
  tier: Tier
  net: Money | null
  before: Money | null
  change: Money
  change_rate: number | null
  parts: { new_products: Money; stopped_products: Money; volume: Money; price: Money }
  opens_to: string
}

export type Silent = Who & {
  manager: Named | null
  tier: Tier
  last_purchase: string
  days_silent: number
  usual_gap_days: number
  at_stake: Money
  opens_to: string
}

export interface QualityItem {
  code: string
  of: 'lines' | 'accounts' | 'pairs'
  count: number
  share: number | null
  net: Money | null
  opens_to: string
}

export interface Overview extends InCurrency {
  by: 'account' | 'group'
  period: { name: string; from: string | null; to: string | null; before: { from: string; to: string } | null }
  basis: { name: string }
  as_of: string | null
  data_version: number
  headline: Headline
  profit?: Profit | null
  pareto: { points: ParetoRow[]; source: Source }
  concentration: { years: Year[]; source: Source }
  tiers: { items: TierRow[]; source: Source }
  movers: { up: Mover[]; down: Mover[]; source: Source }
  silent: { rows: number; at_stake: Money | null; older_rows: number; older_at_stake: Money | null; items: Silent[]; source: Source }
  quality: { items: QualityItem[]; source: Source }
}

export const overviewKey = (query: Query) => ['sales', 'overview', query] as const

export const loadOverview = async (query: Query) => (await send<Overview>('GET', OVERVIEW, { query })).data

export const whoOf = (row: Who): Named => (row.account ?? row.group) as Named
export const amountOf = (money: Money | null | undefined): number => Number(money?.amount ?? 0)
