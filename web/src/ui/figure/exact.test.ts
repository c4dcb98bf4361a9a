import { describe, expect, it } from 'vitest'
import { microOf, sumOf, textOfMicro } from './exact'
import { filterOfQuery, placeOfPath, queryOfPath } from './lines'
import { compareAnswers, settingsOf } from './source'

describe('sums of money', () => {
  it('are exact where floating point is not', () => {
    expect(sumOf(['0.10', '0.20'])).toBe('0.30')
    expect(sumOf(['9007199254740993.01', '0.01'])).toBe('9007199254740993.02')
  })

  it('keep the sign of amounts below one', () => {
    expect(microOf('-0.50')).toBe(-500_000n)
    expect(textOfMicro(-500_000n)).toBe('-0.50')
  })
})

describe('what opens to lines', () => {
  it('stands in the address as the query of its path', () => {
    expect(queryOfPath('/api/v1/sales/lines?account=7&from=2025-01-01')).toBe('account=7&from=2025-01-01')
    expect(queryOfPath('/api/v1/sales/lines')).toBe('all')
    expect(filterOfQuery('all')).toEqual({})
    expect(filterOfQuery('account=7&from=2025-01-01')).toEqual({ account: '7', from: '2025-01-01' })
  })
})

describe('paths of the API', () => {
  it('become pages with the same settings, or lines', () => {
    const search = { tier: 'A', period: 'ytd' }
    expect(placeOfPath('/api/v1/sales/accounts?tier=A&period=ytd')).toEqual({ kind: 'page', to: '/accounts', search })
    expect(placeOfPath('/api/v1/sales/lines?account=7')).toEqual({ kind: 'lines', query: 'account=7' })
  })

  it('call the days of a calendar year by the year', () => {
    const place = placeOfPath('/api/v1/sales/accounts?by=group&from=2024-01-01&until=2024-12-31')
    expect(place).toEqual({ kind: 'page', to: '/accounts', search: { by: 'group', period: '2024' } })
  })

  it('become nothing where the page has nothing to show', () => {
    expect(placeOfPath('/api/v1/sales/sums?group_by=year')).toBeUndefined()
    expect(placeOfPath(null)).toBeUndefined()
  })
})

describe('an answer that was asked for once more', () => {
  const of = (data_version: number, net: number) => ({ data_version, net })
  const compare = (before: ReturnType<typeof of>, now: ReturnType<typeof of>) => compareAnswers(before, now, (one) => one.data_version)

  it('is the same, of other data, or what must not be', () => {
    expect(compare(of(3, 5), of(3, 5))).toBe('same')
    expect(compare(of(3, 5), of(4, 6))).toBe('data_changed')
    expect(compare(of(3, 5), of(3, 6))).toBe('differs')
  })
})

describe('settings of a source', () => {
  it('are read from the object that an analysis was asked with', () => {
    expect(settingsOf({ settings: '{"by":"product","top":10}' })).toEqual([
      ['by', 'product'],
      ['top', '10'],
    ])
  })

  it('are read from the query that it was asked with', () => {
    expect(settingsOf({ settings: '?basis=all&by=group' })).toEqual([
      ['basis', 'all'],
      ['by', 'group'],
    ])
  })
})
