/* How an amount lies over those who bring it, by the same words whether an analysis or the overview says it. */
import type { Indices } from './analysis'
import type { Measures } from './overview'

export interface Spread {
  /** With something above nothing. */
  holders: number
  /** The fewest that make 80%. */
  for_80: number
  share_for_80: number
  top_1: number
  top_5: number
  top_10: number
  hhi: number
  gini: number
}

export const spreadOfIndices = (indices: Indices | null): Spread | null =>
  indices && {
    holders: indices.holders,
    for_80: indices.count_for_80,
    share_for_80: indices.share_of_holders_for_80,
    top_1: indices.share_of_top_1,
    top_5: indices.share_of_top_5,
    top_10: indices.share_of_top_10,
    hhi: indices.hhi,
    gini: indices.gini,
  }

export const spreadOfMeasures = ({ rows_with_sales, ...of }: Measures & { rows_with_sales: number }): Spread | null =>
  of.hhi === null || of.rows_for_80 === null
    ? null
    : {
        holders: rows_with_sales,
        for_80: of.rows_for_80,
        share_for_80: of.share_of_rows_for_80 ?? 0,
        top_1: of.top_1 ?? 0,
        top_5: of.top_5 ?? 0,
        top_10: of.top_10 ?? 0,
        hhi: of.hhi,
        gini: of.gini ?? 0,
      }

/** How a market of this index is called: below 1,000 spread, over 1,800 high. */
export type Height = 'low' | 'moderate' | 'high'
export const heightOf = (hhi: number): Height => (hhi * 10_000 > 1800 ? 'high' : hhi * 10_000 > 1000 ? 'moderate' : 'low')
