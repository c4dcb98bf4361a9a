import { describe, expect, it } from 'vitest'
import { recordType } from '@/api/records'
import { type Session } from '@/api/session'
import words from '../en.json'
import { writeFilter } from './grammar'
import { fold, suggest } from './suggest'
import { filterFieldsOf, writeSaying } from './words'

const session = { classes: { public: 'read', commercial: 'read' } } as unknown as Session
const fields = filterFieldsOf(recordType('account'), session, 'en')
const nameOf = (word: string) => (words.filter.operators as Record<string, string>)[word] ?? word
const written = (typed: string) =>
  suggest(typed, fields, nameOf).map(({ field, saying }) =>
    saying ? `${field.id}=${writeFilter(writeSaying(field.id, field.kind, saying))}` : field.id,
  )

describe('suggest', () => {
  it('offers all columns before anything is typed', () => expect(written('')).toHaveLength(fields.length))

  it.each([
    ['city niš', 'city=ilike.*niš*'],
    ['City is Niš', 'city=eq.Niš'],
    ['mesto Niš', 'city=ilike.*Niš*'],
    ['days to pay > 30', 'payment_days=gt.30'],
    ['days to pay at least 1,000', 'payment_days=gte.1000'],
    ['city is empty', 'city=is.null'],
    ['kind prosp', 'kind=eq.prospect'],
    ['vrsta izgub', 'kind=eq.lost'],
    ['prospect', 'kind=eq.prospect'],
    ['added > 2026-01-01', 'created_at'],
    ['pay > 30', 'payment_days=gt.30'],
    ['days pay 60', 'payment_days=gte.60'],
    ['pay days>=60', 'payment_days=gte.60'],
    ['cit niš', 'city=ilike.*niš*'],
  ])('%s', (typed, first) => expect(written(typed)[0]).toBe(first))

  it('offers the column while its name is being typed', () => {
    expect(written('reg')).toContain('region')
    expect(written('pay')).toContain('payment_days')
  })

  it('guesses a word of the texts when it names no column', () => expect(written('kopaonik')).toContain('name=ilike.*kopaonik*'))
})

it('folds letters as people type them', () => expect(fold('  Đorđević ŠČ ')).toBe('djordjevic sc'))
