import { describe, expect, it } from 'vitest'
import { recordType } from '@/api/records'
import { type Session } from '@/api/session'
import { readFilter, writeFilter } from './grammar'
import { filterFieldsOf, isWhole, readSaying, wordsOf, writeSaying, type FilterKind, type Saying } from './words'

const KINDS: FilterKind[] = ['text', 'number', 'date', 'instant', 'choice', 'reference', 'references', 'boolean']
const session = { classes: { public: 'read', commercial: 'read' } } as unknown as Session
const fields = filterFieldsOf(recordType('account'), session, 'en')

describe('a saying', () => {
  it('comes back from the address, for every word of every kind', () => {
    for (const kind of KINDS)
      for (const word of wordsOf({ ...(fields[0] as (typeof fields)[0]), kind, words: undefined }))
        for (const values of [['7'], ...(word === 'is' || word === 'has_all' ? [['7', '9, a']] : [])]) {
          const saying: Saying = { word, values: isWhole(word) ? [] : values }
          const text = writeFilter(writeSaying('x', kind, saying))
          const read = readFilter('x', text)
          expect(read && readSaying(read, kind), `${kind}: ${text}`).toEqual(saying)
        }
  })

  const said: [string, FilterKind, Saying | null][] = [
    ['eq.Niš', 'text', { word: 'is', values: ['Niš'] }],
    ['neq.Niš', 'text', { word: 'is_not', values: ['Niš'] }],
    ['in.(a,b)', 'choice', { word: 'is', values: ['a', 'b'] }],
    ['gt.1000000', 'number', { word: 'over', values: ['1000000'] }],
    ['lt.2026-01-01', 'date', { word: 'before', values: ['2026-01-01'] }],
    ['ilike.a*b', 'text', { word: 'matches', values: ['a*b'] }],
    ['not.is.true', 'boolean', { word: 'no', values: [] }],
    ['not.gt.5', 'number', null],
    ['like.a*', 'text', null],
  ]
  it.each(said)('%s of %s', (text, kind, saying) => {
    const filter = readFilter('x', text)
    expect(filter && readSaying(filter, kind)).toEqual(saying)
  })
})

describe('filterFieldsOf', () => {
  it('knows the fields that the reader sees, and when records came', () => {
    const ids = fields.map(({ id }) => id)
    expect(ids).toContain('payment_days')
    expect(ids).toContain('created_at')
    expect(
      filterFieldsOf(recordType('account'), { classes: { public: 'read' } } as unknown as Session, 'en').map(({ id }) => id),
    ).not.toContain('payment_days')
  })

  it('does not ask whether what is required is there', () => {
    const name = fields.find(({ id }) => id === 'name')
    expect(name && wordsOf(name)).not.toContain('empty')
  })

  it('compares money by its amount', () => {
    const price = filterFieldsOf(recordType('price_list_item'), session, 'sr').find(({ id }) => id.endsWith('.amount'))
    expect(price?.kind).toBe('number')
  })
})
