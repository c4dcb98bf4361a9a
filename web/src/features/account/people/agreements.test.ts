import { describe, expect, it } from 'vitest'
import { daysBetween, endsSoon, inOrder, type Agreement } from './agreements'

const one = (name: string, more: Partial<Agreement> = {}): Agreement => ({
  id: name,
  name,
  number: null,
  kind: 'annual',
  category: null,
  state: 'running',
  signed_on: '2025-01-01',
  starts_on: '2025-01-01',
  ends_on: '2025-12-31',
  is_open: false,
  is_renewed: false,
  days_left: 30,
  notice_by: null,
  ...more,
})

describe('agreements of an account', () => {
  it('stand by what asks for somebody first', () => {
    const items = [
      one('old', { state: 'ended', starts_on: '2023-01-01', days_left: null }),
      one('draft', { state: 'draft', days_left: null }),
      one('open', { is_open: true, ends_on: null, days_left: null }),
      one('late', { days_left: 200 }),
      one('older', { state: 'ended', starts_on: '2022-01-01', days_left: null }),
      one('soon', { days_left: 10 }),
      one('next', { state: 'to_come', days_left: 400 }),
    ]
    expect(inOrder(items).map(({ name }) => name)).toEqual(['soon', 'late', 'open', 'next', 'draft', 'old', 'older'])
  })

  it('end soon when nothing carries them on', () => {
    const soon = (more: Partial<Agreement>, ...others: Agreement[]) => endsSoon(one('a', more), [one('a', more), ...others])
    expect(soon({ days_left: 90 })).toBe(true)
    expect(soon({ days_left: 91 })).toBe(false)
    expect(soon({ notice_by: '2025-11-01' })).toBe(false)
    expect(soon({ days_left: null })).toBe(false)
    expect(soon({ state: 'to_come' })).toBe(false)
    const next = one('next', { state: 'to_come', starts_on: '2026-01-01', ends_on: '2026-12-31' })
    expect(soon({}, next)).toBe(false)
    expect(soon({}, { ...next, starts_on: '2026-01-02' })).toBe(true)
    expect(soon({}, { ...next, state: 'draft' })).toBe(true)
    expect(soon({}, { ...next, category: 'Ležajevi' })).toBe(true)
    expect(soon({ category: 'Ležajevi' }, { ...next, category: 'Ležajevi' })).toBe(false)
  })

  it('counts days across a change of the clock', () => {
    expect(daysBetween('2025-03-01', '2025-04-01')).toBe(31)
  })
})
