import { describe, expect, it } from 'vitest'
import { narrowed } from './paths'

describe('narrowed', () => {
  it('adds what is asked, and replaces what stands', () =>
    expect(narrowed('/api/v1/sales/lines?group=1&from=2025-01-01', { from: '2025-03-01', until: '2025-03-31' })).toBe(
      '/api/v1/sales/lines?group=1&from=2025-03-01&until=2025-03-31',
    ))

  it('is nothing where there are no lines', () => expect(narrowed(null, { from: '2025-03-01' })).toBeUndefined())
})
