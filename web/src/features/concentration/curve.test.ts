import { describe, expect, it } from 'vitest'
import type { Analysis, Ranked } from './analysis'
import { classAreas, curveOf } from './curve'
import { heightOf, spreadOfIndices, spreadOfMeasures } from './spread'
import { numberOf } from './dependency'
import { whaleOf } from './whaleChart'

const money = (amount: number) => ({ amount: String(amount), currency: 'RSD' })
const ranked = (id: string, rank: number | null, share: number | null) => ({ id, name: id, rank, cumulative_share: share }) as Ranked
const analysis = {
  concentration: { holders: 4 },
  list: [ranked('a', 1, 0.5), ranked('b', 2, 0.8), ranked('z', null, null)],
  points: [1, 2, 3, 4].map((holders) => ({ holders, share_of_holders: holders / 4, pareto: [0.5, 0.8, 0.95, 1][holders - 1] })),
  profit: {
    margin: money(18),
    peak: money(22),
    peak_holders: 2,
    peak_multiple: 22 / 18,
    holders: 3,
    points: [12, 22, 18].map((sum, at) => ({ holders: at + 1, share_of_holders: (at + 1) / 3, cumulative: money(sum) })),
  },
} as unknown as Analysis

describe('curveOf', () => {
  it('names the largest and goes on in steps', () => {
    const curve = curveOf(analysis, 'revenue')
    expect(curve.map(({ rank, cumulative, last }) => [rank, cumulative, last?.id])).toEqual([
      [1, 0.5, 'a'],
      [2, 0.8, 'b'],
      [3, 0.95, undefined],
      [4, 1, undefined],
    ])
    expect(curve[1]?.of_holders).toBe(0.5)
    expect(classAreas(curve).map(({ until }) => until)).toEqual([0.5, 0.75, 1])
  })

  it('is of those who bring a profit', () => {
    const curve = curveOf(analysis, 'profit')
    expect(curve.map(({ rank }) => rank)).toEqual([1, 2])
    expect(curve.map(({ cumulative }) => cumulative)).toEqual([12 / 22, 1])
  })
})

describe('whaleOf', () => {
  it('rises to its peak and falls to the whole', () => {
    const whale = whaleOf(analysis.profit!, numberOf)
    expect(whale).toMatchObject({ peak: 22 / 18, peak_at: 2 / 3 })
    expect(whale?.points.map(({ part }) => part)).toEqual([12 / 18, 22 / 18, 1])
  })

  it('is none where there is no profit to share', () => {
    expect(whaleOf({ ...analysis.profit!, margin: money(-1), peak_multiple: null }, numberOf)).toBeNull()
  })
})

describe('spread', () => {
  it('has the same words from both answers', () => {
    const both = { hhi: 0.2, gini: 0.5 }
    const indices = { holders: 9, count_for_80: 3, share_of_holders_for_80: 1 / 3, share_of_top_1: 0.3, share_of_top_5: 0.9 }
    const measures = { rows_with_sales: 9, rows_for_80: 3, share_of_rows_for_80: 1 / 3, top_1: 0.3, top_5: 0.9, top_10: 1 }
    expect(spreadOfIndices({ ...indices, ...both, share_of_top_10: 1 })).toEqual(spreadOfMeasures({ ...measures, ...both }))
    expect(spreadOfIndices(null)).toBeNull()
  })

  it.each([
    [0.1, 'low'],
    [0.11, 'moderate'],
    [0.18, 'moderate'],
    [0.19, 'high'],
  ])('calls %f %s', (hhi, height) => expect(heightOf(hhi)).toBe(height))
})
