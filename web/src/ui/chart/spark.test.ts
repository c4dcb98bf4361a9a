import { describe, expect, it } from 'vitest'
import { sparkPaths } from './spark'

describe('sparkPaths', () => {
  it('keeps zero in the picture, so that a small change looks small', () => {
    const { actual } = sparkPaths([100, 101], 106, 26)
    expect(actual).toBe('M3 3.2L103 3')
  })

  it('leaves a gap where nothing is known', () => {
    const { actual, last } = sparkPaths([1, null, 1, 1], 96, 24)
    expect(actual.match(/M/g)).toHaveLength(2)
    expect(last?.[0]).toBe(93)
  })

  it('draws a line at zero only where values of both signs are', () => {
    expect(sparkPaths([1, 2], 96, 24).zero).toBeNull()
    expect(sparkPaths([-1, 1], 96, 24).zero).toBe(12)
  })

  it('begins the forecast at the last thing that happened', () => {
    const { actual, forecast, last } = sparkPaths([2, 4, 6, 8], 96, 24, 2)
    expect(actual.split('L')).toHaveLength(2)
    expect(forecast.startsWith(`M${last?.[0]} `)).toBe(true)
    expect(forecast.split('L')).toHaveLength(3)
  })

  it('draws nothing of nothing', () => {
    expect(sparkPaths([null, null], 96, 24)).toEqual({ actual: '', forecast: '', zero: null, last: null })
  })
})
