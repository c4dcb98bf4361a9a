/* What the analysis of concentration says: who is how large, how that lies, who brings the profit and who takes from it; in time, with
 * whether a trend is more than noise, and slice by slice. */
import { send, writeQuery, type Query } from '@/api/send'
import type { Money } from '@/i18n/format'
import type { Conversion, Source } from '@/ui/figure/source'
import type { Measure } from './place'

export interface Indices {
  holders: number
  count_for_80: number
  share_of_holders_for_80: number
  share_of_top_1: number
  share_of_top_5: number
  share_of_top_10: number
  hhi: number
  gini: number
}

interface Figured {
  net: Money | null
  concentration: Indices | null
  /** Absent for who may not see margins. */
  profit?: { margin: Money | null; gains: Indices | null } | null
}

export interface Span extends Figured {
  label: string
  from: string
  to: string
  whole: boolean
}

interface Slope {
  slope_per_year: number
  direction: 'rises' | 'falls' | 'not_clear'
}

/** A slice in one quarter. */
export interface SlicePoint {
  label: string
  whole: boolean
  hhi: number | null
  profit?: { hhi: number | null } | null
}

export interface Named {
  id?: string
  number?: string | null
  name: string | null
}

export interface Slice extends Figured {
  id?: string
  name: string | null
  largest: (Named & { net: Money; share: number }) | null
  series: SlicePoint[]
}

/** A customer or group, the largest first; those that bring nothing have no rank. */
export interface Ranked extends Named {
  id: string
  net: Money
  rank: number | null
  share: number | null
  cumulative_share: number | null
}

export const CAUSES = ['usual', 'price', 'cost', 'returns', 'alone'] as const
export type Cause = (typeof CAUSES)[number]

interface Eroding {
  net: Money
  margin: Money | null
  causes: Record<Cause, Money> | null
  main_cause: Cause | null
  opens_to: string | null
}

export type ErodingProduct = Eroding & Named

/** Who costs more than it pays, and with what; `items` is null far down the list. */
export type Eroder = Eroding & Named & { id: string; items: ErodingProduct[] | null }

export interface WhalePoint {
  holders: number
  share_of_holders: number
  cumulative: Money
}

export interface Profit {
  covered: number
  margin: Money | null
  sales: Money | null
  holders: number
  holders_with_loss: number
  peak: Money
  peak_holders: number
  peak_multiple: number | null
  eroded: Money
  eroders: Eroder[]
  gains: Indices | null
  points?: WhalePoint[]
}

export interface Analysis {
  as_of: string
  data_version: number
  lines: { counted: number }
  period: { from: string; to: string }
  basis: { net: Money }
  concentration: Indices | null
  abc: Record<'A' | 'B' | 'C', { holders: number }>
  list: Ranked[]
  points?: { holders: number; share_of_holders: number; pareto: number }[]
  /** Absent for who may not see margins; null where no cost is known. */
  profit?: Profit | null
  trend: { quarters: number; hhi: Slope | null; profit?: { hhi: Slope | null } | null } | null
  by_year: Span[]
  by_quarter: Span[]
  rolling: Span[] | null
  slices?: Slice[]
}

export const STEPS = ['year', 'quarter', 'rolling'] as const
export type Step = (typeof STEPS)[number]

/** That many names are enough to point at on a curve. */
export const NAMED = 500

export const analysisKey = (query: Query) => ['concentration', 'analysis', query] as const

export const loadAnalysis = async (query: Query, signal?: AbortSignal) =>
  (await send<Analysis>('GET', '/api/v1/analysis/concentration', { query, signal })).data

export interface Answered {
  as_of: string
  data_version: number
  lines: { counted: number }
}

/** Where figures of an analysis come from, in the reader's words: what was asked, as of when, how sure it is. */
export const sourceOfAnalysis = (
  { as_of, data_version, lines }: Answered,
  query: Query,
  certainty: string,
  conversion?: Conversion,
): Source => ({
  formula_code: '',
  formula: certainty,
  as_of,
  data_version,
  certainty: { code: '', words: certainty, lines: lines.counted },
  settings: writeQuery({ ...query, limit: undefined, points: undefined }),
  ...(conversion && { conversion }),
})

export const spansOf = (analysis: Analysis, step: Step): Span[] =>
  (step === 'year' ? analysis.by_year : step === 'quarter' ? analysis.by_quarter : analysis.rolling) ?? []

export const indicesOf = (figured: Figured, of: Measure): Indices | null =>
  of === 'profit' ? (figured.profit?.gains ?? null) : figured.concentration

/** HHI of the whole quarters of a slice, oldest first; null where nothing was sold. */
export const seriesOf = (slice: Slice, of: Measure): (number | null)[] =>
  slice.series.filter(({ whole }) => whole).map((point) => (of === 'profit' ? (point.profit?.hhi ?? null) : point.hhi))

/** What the trend of the quarters says: a direction only where it is more than noise. */
export function turnOf(analysis: Analysis, of: Measure): Slope['direction'] | 'unknown' {
  const slope = of === 'profit' ? analysis.trend?.profit?.hhi : analysis.trend?.hhi
  return slope?.direction ?? 'unknown'
}

export const nameOf = ({ name, number, id }: Named): string => name || number || id || ''
