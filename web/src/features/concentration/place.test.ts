import { beforeEach, describe, expect, it } from 'vitest'
import { analysisQuery, fixedCostOf, linesPath, lostOf, pageOf, partsOf, tooMuchOf, withPart, writeParts, writeTooMuch } from './place'

beforeEach(() => sessionStorage.clear())

describe('partsOf', () => {
  it('takes one of each kind, and what has none', () => {
    const parts = partsOf({ in: ['region:Novi Sad: jug', 'manager:0', 'region:other', 'colour:red', 'category:'] })
    expect(parts).toEqual([
      { slicing: 'region', value: 'Novi Sad: jug' },
      { slicing: 'manager', value: '0' },
      { slicing: 'category', value: '' },
    ])
    expect(partsOf({ in: 'group:17' })).toEqual([{ slicing: 'group', value: '17' }])
    expect(partsOf({})).toEqual([])
  })

  it('comes back from what is written', () => {
    const parts = withPart(partsOf({ in: 'region:A' }), { slicing: 'category', value: 'B' })
    expect(partsOf({ in: writeParts(parts) })).toEqual(parts)
    expect(writeParts([])).toBeUndefined()
  })

  it('has one region at a time', () =>
    expect(withPart([{ slicing: 'region', value: 'A' }], { slicing: 'region', value: 'B' })).toEqual([{ slicing: 'region', value: 'B' }]))
})

describe('analysisQuery', () => {
  it('asks of groups as they were, of a part, in a currency', () => {
    const search = { by: 'group', groups: 'then', currency: 'EUR', in: ['region:', 'manager:5'] }
    expect(analysisQuery(search)).toEqual({ by: 'group', groups: 'then', currency: 'EUR', region: [''], manager: ['5'] })
    expect(analysisQuery({ groups: 'then' })).toEqual({ by: 'account', currency: undefined })
  })
})

describe('linesPath', () => {
  it('is the lines of a holder inside the part', () => {
    const path = linesPath({ in: 'region:North' }, { from: '2025-01-01', to: '2025-12-31' }, '17')
    expect(path).toBe('/api/v1/sales/lines?basis=products&region=North&account=17&from=2025-01-01&until=2025-12-31')
  })

  it('is the lines of a group of then', () =>
    expect(linesPath({ by: 'group', groups: 'then' }, {}, '3')).toBe('/api/v1/sales/lines?basis=products&group=3&groups=then'))

  it('is the lines of a unit as of a day, the depth only of who has one', () => {
    const search = { by: 'group', groups: '2024-12-31', depth: '1' }
    expect(linesPath(search, {}, '3')).toBe('/api/v1/sales/lines?basis=products&group=3&groups=2024-12-31&depth=1')
    expect(linesPath(search, {})).toBe('/api/v1/sales/lines?basis=products&groups=2024-12-31')
    expect(pageOf(search, '3')).toEqual({ to: '/accounts/3', search: { by: 'group', groups: '2024-12-31' } })
    expect(pageOf({ by: 'group' }, '3').to).toBe('/groups/3')
  })
})

describe('what the reader supposes', () => {
  it('is nothing where it makes no sense', () => {
    expect([fixedCostOf({ fixed: '-1' }), fixedCostOf({ fixed: 'x' }), fixedCostOf({ fixed: '20' })]).toEqual([null, null, 20])
    expect(lostOf({ lost: '1,x,3' })).toEqual(['1', '3'])
    expect([tooMuchOf({}), tooMuchOf({ too_much: '101' }), tooMuchOf({ too_much: '40' })]).toEqual([25, 25, 40])
    expect([writeTooMuch(25), writeTooMuch(0), writeTooMuch(40)]).toEqual([undefined, undefined, '40'])
  })
})
