import { describe, expect, it } from 'vitest'
import { readFilter, readFilters, readOrder, writeFilter, writeFilters, writeOrder, type Filter } from './grammar'

describe('a filter', () => {
  const written: [string, Omit<Filter, 'field'>][] = [
    ['eq.Niš', { operator: 'eq', values: ['Niš'] }],
    ['gte.1234.5', { operator: 'gte', values: ['1234.5'] }],
    ['ilike.*kop*', { operator: 'ilike', values: ['*kop*'] }],
    ['not.is.null', { operator: 'is', not: true, values: ['null'] }],
    ['in.(won,lost)', { operator: 'in', values: ['won', 'lost'] }],
    ['in.("Novi Sad","a,b","say \\"x\\"")', { operator: 'in', values: ['Novi Sad', 'a,b', 'say "x"'] }],
    ['not.in.(1,2)', { operator: 'in', not: true, values: ['1', '2'] }],
    ['cs.{7}', { operator: 'cs', values: ['7'] }],
    ['eq.', { operator: 'eq', values: [''] }],
    ['eq.a.b=c&d', { operator: 'eq', values: ['a.b=c&d'] }],
  ]

  it.each(written)('%s is read and written', (text, filter) => {
    expect(readFilter('x', text)).toEqual({ field: 'x', ...filter })
    expect(writeFilter({ field: 'x', ...filter })).toBe(text)
  })

  it.each(['', 'Niš', 'near.5', 'in.a,b', 'in.("a', 'not.'])('%j is none', (text) => expect(readFilter('x', text)).toBeNull())

  it('comes back whatever its values hold', () => {
    const letters = ['a', ',', '"', '\\', '(', ')', '{', '}', ' ', 'š', '.', '']
    for (const a of letters)
      for (const b of letters) {
        const filter: Filter = { field: 'x', operator: 'in', values: [`${a}${b}`, `${b}x${a}`] }
        expect(readFilter('x', writeFilter(filter))).toEqual(filter)
      }
  })
})

describe('filters of an address', () => {
  const isField = (name: string) => ['city', 'kind', 'due_on'].includes(name)

  it('are those of known fields, several of one too', () => {
    const search = { q: 'a', city: 'eq.Niš', due_on: ['gte.2026-01-01', 'lte.2026-12-31'], select: 'id', kind: 'what' }
    expect(readFilters(search, isField).map((filter) => `${filter.field}=${writeFilter(filter)}`)).toEqual([
      'city=eq.Niš',
      'due_on=gte.2026-01-01',
      'due_on=lte.2026-12-31',
    ])
  })

  it('are changed without touching the rest', () => {
    const before: Filter[] = [{ field: 'city', operator: 'eq', values: ['Niš'] }]
    const after: Filter[] = [
      { field: 'due_on', operator: 'gte', values: ['2026-01-01'] },
      { field: 'due_on', operator: 'lt', values: ['2026-02-01'] },
    ]
    expect(writeFilters(before, after)).toEqual({ city: undefined, due_on: ['gte.2026-01-01', 'lt.2026-02-01'] })
  })
})

describe('an order', () => {
  it('is read and written', () => {
    expect(readOrder('due_on.desc.nullsfirst,price.amount')).toEqual([
      { id: 'due_on', desc: true },
      { id: 'price.amount', desc: false },
    ])
    expect(
      writeOrder([
        { id: 'name', desc: true },
        { id: 'id', desc: false },
      ]),
    ).toBe('name.desc,id')
    expect(writeOrder([])).toBeUndefined()
  })
})
