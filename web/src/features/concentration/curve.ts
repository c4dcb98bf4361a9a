/* The curve of concentration out of an answer: each of the largest by name, those behind them in steps. */
import { nameOf, type Analysis, type Ranked } from './analysis'
import { numberOf } from './dependency'
import type { Measure } from './place'

export interface CurvePoint {
  /** So many largest. */
  rank: number
  /** Share of the holders with something above zero. */
  of_holders: number
  /** Share of their sum that they make together. */
  cumulative: number
  /** The last of them, where it is known by name. */
  last?: Ranked
}

function curveOfSales({ list, points, concentration }: Analysis): CurvePoint[] {
  const all = concentration?.holders ?? 0
  const named = list.filter(({ rank }) => rank !== null)
  const behind = (points ?? []).filter(({ holders }) => holders > named.length)
  return [
    ...named.map((last, at) => ({ rank: at + 1, of_holders: (at + 1) / all, cumulative: last.cumulative_share ?? 0, last })),
    ...behind.map(({ holders, share_of_holders, pareto }) => ({ rank: holders, of_holders: share_of_holders, cumulative: pareto })),
  ]
}

/* The whale curve up to its peak, by those who bring anything. */
function curveOfProfit({ profit }: Analysis): CurvePoint[] {
  const peak = numberOf(profit?.peak)
  if (!profit || !peak || peak <= 0) return []
  return (profit.points ?? [])
    .filter(({ holders }) => holders <= profit.peak_holders)
    .map(({ holders, cumulative }) => ({
      rank: holders,
      of_holders: holders / profit.peak_holders,
      cumulative: (numberOf(cumulative) ?? 0) / peak,
    }))
}

export const curveOf = (analysis: Analysis, of: Measure): CurvePoint[] =>
  of === 'profit' ? curveOfProfit(analysis) : curveOfSales(analysis)

/* As everywhere: A makes 80% together, B goes on to 95%, C is the rest. */
const CUTS: readonly [string, number][] = [
  ['A', 0.8],
  ['B', 0.95],
  ['C', 1],
]

export const classAreas = (curve: readonly CurvePoint[]) =>
  CUTS.map(([name, cut]) => ({ name, until: curve.find(({ cumulative }) => cumulative >= cut - 1e-9)?.of_holders ?? 1 }))

export const lastName = ({ last }: CurvePoint): string => (last ? nameOf(last) : '')
