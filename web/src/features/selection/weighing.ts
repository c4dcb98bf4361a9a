/* Weights that the server works out: from pairs compared, and of several people together. */
import { send } from '@/api/send'
import type { Pair, Points } from './weights'
import { asItem } from './weights'

const WEIGHTS = '/api/v1/analysis/selection/weights'

export interface WeightsAnswer {
  weights: { criterion: string; weight: number; spread?: number | null }[]
  consistency_ratio?: number | null
  is_consistent?: boolean | null
  worst?: { criterion: string; other: string; said: number; consistent: number } | null
}

const ask = async (body: object) => (await send<WeightsAnswer>('POST', WEIGHTS, { body })).data

export const weightsOfPairs = (pairs: readonly Pair[]) => ask({ method: 'pairwise', items: pairs.map(asItem) })
export const weightsOfGroup = (ids: readonly string[]) => ask({ weightings: ids })

/** As points of sum 100. */
export const pointsOfAnswer = ({ weights }: WeightsAnswer): Points =>
  Object.fromEntries(weights.map(({ criterion, weight }) => [criterion, Math.round(weight * 10_000) / 100]))

export const spreadOfAnswer = ({ weights }: WeightsAnswer): Record<string, number> =>
  Object.fromEntries(weights.flatMap(({ criterion, spread }) => (typeof spread === 'number' ? [[criterion, spread]] : [])))
