import { describe, expect, it } from 'vitest'
import { openView, readView, writeView } from './query'

const isField = (name: string) => ['city', 'kind', 'due_on'].includes(name)

describe('a view', () => {
  it('keeps the list and nothing else of the address', () => {
    const search = { city: 'eq.Niš', q: 'kop', order: 'name.desc', select: 'name,city', tab: 'map', peek: '7', view: '3', kind: '' }
    expect(readView(writeView(search, isField))).toEqual({ city: 'eq.Niš', q: 'kop', order: 'name.desc', select: 'name,city' })
  })

  it('is the same text for the same list, in whatever order it came about', () => {
    const a = { city: 'eq.Niš', due_on: ['gte.2026-01-01', 'lt.2026-02-01'] }
    const b = { due_on: ['lt.2026-02-01', 'gte.2026-01-01'], city: 'eq.Niš' }
    expect(writeView(a, isField)).toBe(writeView(b, isField))
    expect(readView(writeView(a, isField)).due_on).toEqual(['gte.2026-01-01', 'lt.2026-02-01'])
  })

  it('takes the place of the list before it', () => {
    expect(openView('city=eq.Bor', { kind: 'eq.lost', q: 'a', tab: 'map' }, isField)).toEqual({
      kind: undefined,
      q: undefined,
      city: 'eq.Bor',
    })
  })
})
