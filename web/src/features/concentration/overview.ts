/* What the overview says of the days that are looked at: which they are, which currencies there are, and, for who may not ask an
 * analysis, how sales lie over the customers. */
import { send, type Query } from '@/api/send'
import type { Money } from '@/i18n/format'
import type { InCurrency } from '@/ui/figure/currency'
import type { Source } from '@/ui/figure/source'

export interface Measures {
  rows_for_80: number | null
  share_of_rows_for_80: number | null
  top_1: number | null
  top_5: number | null
  top_10: number | null
  hhi: number | null
  gini: number | null
}

export type Year = Measures & { year: number; whole: boolean; rows: number; net: Money | null }

export interface Whole extends InCurrency {
  period: { name: string; from: string | null; to: string | null }
  basis: { name: string }
  as_of: string | null
  headline: Measures & { rows_with_sales: number; source: Source }
  concentration: { years: Year[]; source: Source }
}

export const wholeKey = (query: Query) => ['concentration', 'whole', query] as const

export const loadWhole = async (query: Query) => (await send<Whole>('GET', '/api/v1/sales/overview', { query })).data
