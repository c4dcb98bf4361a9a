import { describe, expect, it } from 'vitest'
import { recordType, type KamRecord } from '@/api/records'
import { isDecided, mergedChanges, mergeRows } from './merge'

const account = recordType('account')
const record = (version: number, fields: object): KamRecord => ({
  id: '1',
  version,
  created_at: '',
  updated_at: '',
  name: 'Metal',
  city: 'Niš',
  phone: null,
  note: null,
  ...fields,
})

describe('mergeRows', () => {
  const before = record(1, {})

  it('puts first what both changed differently, and takes the rest by itself', () => {
    const rows = mergeRows(account.fields, before, { city: 'Kraljevo', phone: '011' }, record(2, { city: 'Čačak', note: 'theirs' }))
    expect(rows.map(({ field, by }) => [field.name, by])).toEqual([
      ['city', 'both'],
      ['phone', 'mine'],
      ['note', 'theirs'],
    ])
    expect(rows[0]).toMatchObject({ before: 'Niš', mine: 'Kraljevo', theirs: 'Čačak' })
  })

  it('sees that both did the same', () => {
    const rows = mergeRows(account.fields, before, { city: 'Čačak ' }, record(2, { city: 'Čačak' }))
    expect(rows.map(({ by }) => by)).toEqual(['same'])
    expect(mergedChanges(rows, {})).toEqual({})
  })

  it('saves mine where it was chosen and never what only they changed', () => {
    const rows = mergeRows(account.fields, before, { city: 'Kraljevo', phone: '011' }, record(2, { city: 'Čačak', note: 'theirs' }))
    expect(isDecided(rows, {})).toBe(false)
    expect(isDecided(rows, { city: 'theirs' })).toBe(true)
    expect(mergedChanges(rows, { city: 'theirs' })).toEqual({ phone: '011' })
    expect(mergedChanges(rows, { city: 'mine' })).toEqual({ city: 'Kraljevo', phone: '011' })
  })

  it('knows that 1.50 is 1.5 and that emptied is a change', () => {
    const product = recordType('product')
    const was = record(1, { standard_cost: { amount: '1.50', currency: 'RSD' } })
    const is = record(2, { standard_cost: { amount: '1.5', currency: 'RSD' } })
    expect(mergeRows(product.fields, was, { standard_cost: null }, is).map(({ by }) => by)).toEqual(['mine'])
  })
})
