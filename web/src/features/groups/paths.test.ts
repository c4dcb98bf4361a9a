import { describe, expect, it } from 'vitest'
import { narrowed, ofCategory, ofPurchases } from './paths'

describe('narrowed', () => {
  const lines = '/api/v1/sales/lines?group=1&basis=products&from=2025-01-01'

  it('adds what is asked, and replaces what stands', () => {
    expect(ofCategory(lines, 'Remenje & lanci')).toBe(
      '/api/v1/sales/lines?group=1&basis=products&from=2025-01-01&category=Remenje+%26+lanci',
    )
    expect(ofPurchases(lines, '7')).toBe('/api/v1/sales/lines?group=1&basis=invoiced&from=2025-01-01&product=7')
  })

  it('asks for what has no category by nothing', () => expect(ofCategory('/l', null)).toBe('/l?category='))

  it('is nothing where there are no lines', () => expect(narrowed(null, { a: 'b' })).toBeUndefined())
})
