import { describe, expect, it } from 'vitest'
import { categoriesOfBoth, type Figures } from './compare'

const moneyOf = (net: number) => ({ amount: String(net), currency: 'RSD' })
const figures = (rows: [string, number][]) =>
  ({ categories: { items: rows.map(([category, net]) => ({ category, net: moneyOf(net), share: null })) } }) as Figures

describe('categoriesOfBoth', () => {
  it('holds those of either, the largest of both first', () => {
    const both = categoriesOfBoth(figures([['x', 5], ['y', 1]]), figures([['y', 3], ['z', 9]]))
    expect(both.map(({ category, a, b }) => [category, Boolean(a), Boolean(b)])).toEqual([
      ['z', false, true],
      ['x', true, false],
      ['y', true, true],
    ])
  })
})
