import { describe, expect, it } from 'vitest'
import { byMoment, linesOf, powerOf, type PurchasingCategory } from './purchasing'

const row = (theirs: number | null, ours: number | null) =>
  ({ share_of_our_sales: theirs, our_share_of_their_purchases: ours }) as PurchasingCategory

describe('powerOf', () => {
  it.each([
    [0.02, 0.6, 'ours'],
    [0.4, 0.1, 'theirs'],
    [0.2, 0.22, 'even'],
    [0.2, null, 'unknown'],
  ])('%f of ours against %f of theirs: %s', (theirs, ours, power) => expect(powerOf(row(theirs, ours))).toBe(power))
})

describe('linesOf', () => {
  it('is a year of a category', () =>
    expect(linesOf({ as_of: '2025-12-31' }, '17', 'Alati & pribor')).toBe(
      '/api/v1/sales/lines?group=17&category=Alati+%26+pribor&basis=products&from=2025-01-01&until=2025-12-31',
    ))
})

describe('byMoment', () => {
  it('puts what moved first, then what perhaps did, and leaves the order of the others', () => {
    const named = (category: string, moved: boolean, suspected: boolean) => ({ category, moved, suspected }) as PurchasingCategory
    const rows = [
      named('a', false, false),
      named('b', false, true),
      named('c', true, false),
      named('d', false, false),
      named('e', true, false),
    ]
    expect(byMoment(rows).map(({ category }) => category)).toEqual(['c', 'e', 'b', 'a', 'd'])
  })
})
