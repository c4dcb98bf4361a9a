import { describe, expect, it } from 'vitest'
import type { Holder } from './concentration'
import { curveOf, heightOf, hhiOf, leastToBreak, leftWithout, whaleOf } from './reckon'

const holder = (id: string, net: number, margin: number | null = null): Holder => ({
  id,
  name: id,
  net,
  margin,
  alive: 1,
  members: 1,
  manager: null,
  opens_to: '',
})
const all = [holder('a', 50, 10), holder('b', 30, 12), holder('c', 20, -4), holder('d', -10, 0)]
const total = { net: 90, margin: 18 }

describe('curveOf', () => {
  it('ranks those above zero and adds them up to one', () => {
    const curve = curveOf(all, 'revenue')
    expect(curve.map(({ holder: { id }, cumulative }) => [id, cumulative])).toEqual([
      ['a', 0.5],
      ['b', 0.8],
      ['c', 1],
    ])
    expect(curve[0]?.of_holders).toBeCloseTo(1 / 3)
  })

  it('has another order by profit', () => {
    expect(curveOf(all, 'profit').map(({ holder: { id } }) => id)).toEqual(['b', 'a'])
  })
})

describe('hhiOf', () => {
  it('is the sum of squared shares of those above zero', () => {
    expect(hhiOf([50, 30, 20, -10])).toBeCloseTo(0.38)
    expect(hhiOf([-1, 0])).toBeNull()
  })

  it.each([
    [0.1, 'low'],
    [0.11, 'moderate'],
    [0.18, 'moderate'],
    [0.19, 'high'],
  ])('calls %f %s', (hhi, height) => expect(heightOf(hhi)).toBe(height))
})

describe('leftWithout', () => {
  it('takes those who are lost from all rows, those below zero too', () => {
    expect(leftWithout(all, total, new Set(['a']), 4)).toEqual({ net: 40, margin: 8, hhi: 0.52, covered: 2 })
  })

  it('says nothing of profit that is not known', () => {
    expect(leftWithout(all, { net: 90, margin: null }, new Set(), 4)).toMatchObject({ margin: null, covered: null })
  })
})

describe('leastToBreak', () => {
  it('takes the fewest, those that bring most profit', () => {
    expect(leastToBreak(all, 18, 7)?.map(({ id }) => id)).toEqual(['b'])
    expect(leastToBreak(all, 18, 5)?.map(({ id }) => id)).toEqual(['b', 'a'])
  })

  it('is none where the cost is not covered now', () => expect(leastToBreak(all, 18, 19)).toBeNull())
  it('is none where no loss is enough', () => expect(leastToBreak([holder('a', 1, 1)], 18, 2)).toBeNull())
})

describe('whaleOf', () => {
  it('rises to its peak and falls to the whole', () => {
    const whale = whaleOf(all)
    expect(whale).toMatchObject({ total: 18, peak: 22, peak_holders: 2 })
    expect(whale?.points.at(-1)?.cumulative).toBeCloseTo(1)
    expect(whale?.eroders.map(({ id }) => id)).toEqual(['c'])
  })

  it('is none where no cost is known', () => expect(whaleOf([holder('a', 1)])).toBeNull())
})
