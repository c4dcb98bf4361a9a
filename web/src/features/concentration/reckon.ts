/* Arithmetic on holders: how they lie, what is left when some are lost, which few losses would be too many. */
import type { Holder } from './concentration'
import type { Measure } from './place'

/** What of a holder is measured; profit that is not known is none. */
export const valueOf = (holder: Holder, measure: Measure): number => (measure === 'profit' ? (holder.margin ?? 0) : holder.net)

export interface CurvePoint {
  holder: Holder
  rank: number
  /** Share of the holders with something above zero. */
  of_holders: number
  /** Share of their sum that so many largest make together. */
  cumulative: number
  value: number
}

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** Holders with more than nothing, the largest first, and what they make together. */
export function curveOf(holders: readonly Holder[], measure: Measure): CurvePoint[] {
  const ranked = holders.filter((holder) => valueOf(holder, measure) > 0).sort((a, b) => valueOf(b, measure) - valueOf(a, measure))
  const total = sumOf(ranked.map((holder) => valueOf(holder, measure)))
  let sum = 0
  return ranked.map((holder, index) => {
    sum += valueOf(holder, measure)
    return { holder, rank: index + 1, of_holders: (index + 1) / ranked.length, cumulative: sum / total, value: valueOf(holder, measure) }
  })
}

/** Sum of the squared shares of those above zero, 0..1; null where there is none. */
export function hhiOf(values: readonly number[]): number | null {
  const positive = values.filter((value) => value > 0)
  const total = sumOf(positive)
  return total > 0 ? sumOf(positive.map((value) => (value / total) ** 2)) : null
}

/** How a market of this index is called: below 1,000 spread, over 1,800 high. */
export type Height = 'low' | 'moderate' | 'high'
export const heightOf = (hhi: number): Height => (hhi * 10_000 > 1800 ? 'high' : hhi * 10_000 > 1000 ? 'moderate' : 'low')

export interface Left {
  net: number
  margin: number | null
  hhi: number | null
  /** Of the fixed cost, what the profit covers; null where either is not known. */
  covered: number | null
}

const coverOf = (margin: number | null, fixed: number | null) => (margin !== null && fixed !== null ? margin / fixed : null)

/** What the firm has, once without these. `total` is of all rows, those that are below zero too. */
export function leftWithout(
  holders: readonly Holder[],
  total: { net: number; margin: number | null },
  lost: ReadonlySet<string>,
  fixed: number | null,
): Left {
  const gone = holders.filter(({ id }) => lost.has(id))
  const kept = holders.filter(({ id }) => !lost.has(id))
  const margin = total.margin === null ? null : total.margin - sumOf(gone.map((holder) => holder.margin ?? 0))
  return {
    net: total.net - sumOf(gone.map(({ net }) => net)),
    margin,
    hhi: hhiOf(kept.map(({ net }) => net)),
    covered: coverOf(margin, fixed),
  }
}

/** The fewest holders whose loss leaves less profit than the fixed cost; null where not even all of them would, or it is not covered
 * now. */
export function leastToBreak(holders: readonly Holder[], margin: number, fixed: number): Holder[] | null {
  let left = margin
  const chosen: Holder[] = []
  if (left < fixed) return null
  for (const holder of [...holders].sort((a, b) => (b.margin ?? 0) - (a.margin ?? 0))) {
    if ((holder.margin ?? 0) <= 0) return null
    chosen.push(holder)
    left -= holder.margin ?? 0
    if (left < fixed) return chosen
  }
  return null
}

export interface WhalePoint {
  holder: Holder
  rank: number
  margin: number
  /** What so many best bring together, as a multiple of the whole profit. */
  cumulative: number
}

export interface Whale {
  points: WhalePoint[]
  total: number
  /** The best bring this much together, before others take from it. */
  peak: number
  peak_holders: number
  eroders: Holder[]
}

/** Holders from the one that brings most to the one that costs most; null where no profit is known or there is none. */
export function whaleOf(holders: readonly Holder[]): Whale | null {
  const ranked = holders.filter(({ margin }) => margin !== null).sort((a, b) => (b.margin as number) - (a.margin as number))
  const total = sumOf(ranked.map(({ margin }) => margin as number))
  if (ranked.length === 0 || total <= 0) return null
  let sum = 0
  const points = ranked.map((holder, index) => {
    sum += holder.margin as number
    return { holder, rank: index + 1, margin: holder.margin as number, cumulative: sum / total }
  })
  const gaining = ranked.filter(({ margin }) => (margin as number) > 0)
  const eroders = ranked.filter(({ margin }) => (margin as number) < 0).reverse()
  return { points, total, peak: sumOf(gaining.map(({ margin }) => margin as number)), peak_holders: gaining.length, eroders }
}
