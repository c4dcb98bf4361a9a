/* What the API says of the choice of key accounts. */
import { recordKeys } from '@/api/records'
import { send, type Query } from '@/api/send'
import type { Money } from '@/i18n/format'
import type { Source } from '@/ui/figure/source'
import { SELECTION } from './place'

/** An amount of money, or a plain number; null: not known. */
export type FigureValue = Money | number | null

export interface Criterion {
  id: string
  code: string
  name_en: string
  name_sr: string
  measure: string
  axis: 'attractiveness' | 'position'
  direction: 'more' | 'less'
  value_function: string
  missing_rule: string
  is_money: boolean
  weight: number
  weight_low: number
  weight_high: number
  accounts_known: number
  low: FigureValue
  high: FigureValue
}

export interface ByCriterion {
  figure: FigureValue
  figure_std_error: number
  is_known: boolean
  value: number
  value_std_error: number
  contribution: number
  needed: FigureValue
  people?: number
  /** Points of 10. */
  judged?: number
  least?: number
  most?: number
  signs?: Record<string, number | null>
  signs_mean?: number | null
  /** Above 0: people say more than the signs; both from 0 to 1. */
  disagreement?: number | null
  key_while_weight: { from: number; to: number }[]
}

export interface Reason {
  code: string
  criterion: string | null
  method: string | null
  /** Of `only_if`: the criterion weighs so now. */
  holds?: boolean
  first?: number | null
  last?: number | null
  figure?: FigureValue
  needed?: FigureValue
  /** Of agreements: the last day that they cover; null: without an end */
  until?: string | null
}

export interface Before {
  rank: number
  score: number
  attractiveness: number | null
  position: number | null
}

export interface Candidate {
  id: string
  number: string | null
  name: string | null
  /** That count for it: more than one for a group. */
  companies: number
  rank: number
  score: number
  is_key: boolean
  in_top: number | null
  in_top_std_error: number | null
  first: number | null
  ranks: { weighted: number; topsis: number; promethee: number }
  /** Share of the draws by place, without those that it never has. */
  acceptability: Record<string, number> | null
  attractiveness: number | null
  position: number | null
  before: Before | null
  criteria: Record<string, ByCriterion>
  reasons: Reason[]
  central_weights: Record<string, number> | null
}

export interface Condition {
  measure: string
  comparison: 'at_least' | 'at_most'
  value: number
}

export interface Funnel {
  accounts: number
  buying: number
  long_list: number
  short_list: number
  key: number
  conditions: (Condition & { dropped: number })[]
}

export interface Selection {
  as_of: string | null
  data_version: number
  period: { from: string | null; to: string | null }
  basis: { name: string; meaning: string; net: Money }
  lines: { all: number; counted: number }
  by: 'account' | 'group'
  groups: string | null
  criteria: Criterion[]
  funnel: Funnel
  knowledge: string
  wobble: number
  top: number
  bar: number | null
  draws: number
  seed: number
  accounts: Candidate[]
}

export const titleOf = ({ name, number, id }: Pick<Candidate, 'name' | 'number' | 'id'>): string => name || number || id

/** It is asked anew when a judgement changes. */
export const selectionKey = (query: Query) => [...recordKeys.type('judgement'), 'selection', query] as const

export const loadSelection = async (query: Query, signal?: AbortSignal) =>
  (await send<Selection>('GET', SELECTION, { query, signal })).data

/** The same question, kept: the number of the run. */
export const keepRun = async (query: Query) => (await send<Selection & { run: string }>('POST', SELECTION, { query })).data.run

/** Where a list of this answer comes from. */
export const sourceOf = (answer: Selection, query: string, formula: string, certainty: string): Source => ({
  formula_code: 'selection',
  formula,
  as_of: answer.as_of,
  data_version: answer.data_version,
  certainty: { code: 'weighed', words: certainty, lines: answer.lines.counted },
  settings: query,
})

export const plainFigure = (figure: FigureValue | undefined): number | null =>
  figure === null || figure === undefined ? null : typeof figure === 'number' ? figure : Number(figure.amount)
