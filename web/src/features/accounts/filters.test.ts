import { describe, expect, it } from 'vitest'
import { suggest } from '@/ui/table/filter/suggest'
import { readSaying, writeSaying, wordsOf, isWhole } from '@/ui/table/filter/words'
import { accountFilters, accountsCodec, shift } from './filters'

const search = {
  city: 'Niš',
  net_from: '1000000',
  net_to: '2000000.5',
  silent: 'true',
  days_silent_from: '90',
  days_silent_to: '365',
  change_to: '-0.2',
  alive_below: '0.35',
  tier: 'A,none',
  manager: '0',
  period: 'ytd',
}

describe('filters of accounts', () => {
  it('are read from the address and written as they were', () => {
    const filters = accountsCodec.read(search)
    expect(filters.map(({ field, operator }) => `${field} ${operator}`)).toEqual([
      'manager is',
      'city eq',
      'tier in',
      'silent is',
      'days_silent gte',
      'days_silent lte',
      'change_rate lte',
      'alive lt',
      'net gte',
      'net lte',
    ])
    expect({ ...accountsCodec.write([], filters), period: 'ytd' }).toMatchObject(search)
  })

  it('take out what is no longer there', () => {
    const filters = accountsCodec.read(search)
    const changes = accountsCodec.write(
      filters,
      filters.filter(({ field }) => field !== 'net'),
    )
    expect([changes.net_from, changes.net_to, changes.city]).toEqual([undefined, undefined, 'Niš'])
  })

  it('can say every word that they offer', () => {
    for (const field of accountFilters('en', 'RSD'))
      for (const word of wordsOf(field)) {
        const saying = { word, values: isWhole(word) ? [] : ['7'] }
        const filter = writeSaying(field.id, field.kind, saying)
        const [back] = accountsCodec.read(accountsCodec.write([], [filter]))
        expect(back && readSaying(back, field.kind), `${field.id} ${word}`).toEqual(saying)
      }
  })

  it('are found by typing', () => {
    const found = suggest('city niš', accountFilters('en', 'RSD'), (word) => word)[0]
    expect([found?.field.id, found?.saying]).toEqual(['city', { word: 'is', values: ['niš'] }])
  })
})

describe('shift', () => {
  it.each([
    ['0.35', 2, '35'],
    ['0.355', 2, '35.5'],
    ['1', 2, '100'],
    ['35', -2, '0.35'],
    ['5', -2, '0.05'],
    ['-20', -2, '-0.2'],
    ['120', -2, '1.2'],
    ['x', 2, 'x'],
  ])('%s by %i is %s', (text, places, moved) => expect(shift(text, places)).toBe(moved))
})
