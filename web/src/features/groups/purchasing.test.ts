import { describe, expect, it } from 'vitest'
import { linesOf, powerOf, type PurchasingCategory } from './purchasing'

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
