import { describe, expect, it } from 'vitest'
import { verdictOf, type Merger } from './merger'

const at = (rises_over_100: boolean, is_over_1800: boolean, share_over_30_percent = false): Merger['concentration'] => ({
  points_before: 0,
  points_after: 0,
  change_points: 0,
  rises_over_100,
  is_over_1800,
  share_over_30_percent,
  is_over_thresholds: rises_over_100 && (is_over_1800 || share_over_30_percent),
})

describe('verdictOf', () => {
  it('is over where it rises to a height, or to a large share', () => {
    expect(verdictOf(at(true, true))).toBe('over')
    expect(verdictOf(at(true, false, true))).toBe('over')
  })

  it('tells a rise from a height', () => {
    expect(verdictOf(at(true, false))).toBe('rises')
    expect(verdictOf(at(false, true))).toBe('high')
    expect(verdictOf(at(false, false))).toBe('below')
  })
})
