/* What the analysis of concentration says: in time, with whether a trend is more than noise, and slice by slice. */
import { send, type Query } from '@/api/send'
import type { Money } from '@/i18n/format'
import type { Source } from '@/ui/figure/source'
import type { Measure } from './place'

export interface Indices {
  holders: number
  share_of_holders_for_80: number
  share_of_top_1: number
  share_of_top_10: number
  hhi: number
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

export interface Slice extends Figured {
  id?: string
  name: string | null
  largest: { id?: string; name: string | null; net: Money; share: number } | null
}

export interface Analysis {
  as_of: string
  data_version: number
  trend: { quarters: number; hhi: Slope | null; profit?: { hhi: Slope | null } | null } | null
  by_year: Span[]
  by_quarter: Span[]
  rolling: Span[] | null
  slices?: Slice[]
}

export const STEPS = ['year', 'quarter', 'rolling'] as const
export type Step = (typeof STEPS)[number]
export const SLICES = ['region', 'category', 'manager'] as const

export const analysisKey = (query: Query) => ['concentration', 'analysis', query] as const

export const loadAnalysis = async (query: Query) =>
  (await send<Analysis>('GET', '/api/v1/analysis/concentration', { query: { ...query, limit: 1 } })).data

export const sourceOfAnalysis = ({ as_of, data_version }: Analysis, words: string, settings: string): Source => ({
  formula_code: '',
  formula: words,
  as_of,
  data_version,
  certainty: { code: '', words },
  settings,
})

export const spansOf = (analysis: Analysis, step: Step): Span[] =>
  (step === 'year' ? analysis.by_year : step === 'quarter' ? analysis.by_quarter : analysis.rolling) ?? []

export const indicesOf = (figured: Figured, of: Measure): Indices | null =>
  of === 'profit' ? (figured.profit?.gains ?? null) : figured.concentration

/** What the trend of the quarters says: a direction only where it is more than noise. */
export function turnOf(analysis: Analysis, of: Measure): Slope['direction'] | 'unknown' {
  const slope = of === 'profit' ? analysis.trend?.profit?.hhi : analysis.trend?.hhi
  return slope?.direction ?? 'unknown'
}
