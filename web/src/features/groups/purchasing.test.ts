import { describe, expect, it } from 'vitest'
import { powerOf, type PurchasingCategory } from './purchasing'

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
