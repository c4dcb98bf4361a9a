import { describe, expect, it } from 'vitest'
import { accountOfRow, companiesQuery, hrefOfRow, isDay, rowsOf, rowsQuery } from './rows'

describe('rows', () => {
  it('are companies without a word, and then of no time', () => {
    expect(rowsOf({ groups: 'then', depth: '2' })).toEqual({ by: 'account', groups: 'today', depth: 0 })
    expect(rowsQuery(rowsOf({ groups: 'then', depth: '2' }))).toEqual({})
  })

  it('are groups as the address says', () => {
    expect(rowsQuery(rowsOf({ by: 'group' }))).toEqual({ by: 'group' })
    const search = { by: 'group', groups: '2024-03-31', depth: '1' }
    expect(rowsOf(search)).toEqual({ by: 'group', groups: '2024-03-31', depth: 1 })
    expect(rowsQuery(rowsOf(search))).toEqual(search)
    expect(rowsOf({ by: ['group', 'account'], groups: ['then'] }).groups).toBe('then')
  })

  it('are never of what the API would refuse', () => {
    for (const groups of ['once', '2024-02-30', '2024-3-1', '']) expect(rowsOf({ by: 'group', groups }).groups).toBe('today')
    for (const depth of ['-1', '101', '1.5', 'x', '']) expect(rowsOf({ by: 'group', depth }).depth).toBe(0)
    expect(isDay('2024-02-29')).toBe(true)
    expect(isDay('2023-02-29')).toBe(false)
  })

  it('lead to the company alone, or with what the row holds of it', () => {
    const search = { by: 'group', groups: 'then', depth: '1', period: '2024' }
    expect(accountOfRow('7', 3, search)).toEqual({ to: '/accounts/7', search: { by: 'group', groups: 'then' } })
    expect(hrefOfRow('7', 3, search)).toBe('/accounts/7?by=group&groups=then')
    expect(hrefOfRow('7', 1, search)).toBe('/accounts/7')
    expect(accountOfRow('7', 1, search)).toEqual({ to: '/accounts/7', search: {} })
    expect(accountOfRow('7', 3, { groups: 'then' })).toEqual({ to: '/accounts/7', search: {} })
  })

  it('of one company are all below it', () => {
    expect(companiesQuery({ by: 'group', groups: 'then', depth: '2' })).toEqual({ by: 'group', groups: 'then' })
    expect(companiesQuery({})).toEqual({})
  })
})
