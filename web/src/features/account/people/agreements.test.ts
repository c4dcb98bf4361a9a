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
    expect(endsSoon(one('a', { days_left: 90 }))).toBe(true)
    expect(endsSoon(one('a', { days_left: 91 }))).toBe(false)
    expect(endsSoon(one('a', { notice_by: '2025-11-01' }))).toBe(false)
    expect(endsSoon(one('a', { days_left: null }))).toBe(false)
    expect(endsSoon(one('a', { state: 'to_come' }))).toBe(false)
  })

  it('counts days across a change of the clock', () => {
    expect(daysBetween('2025-03-01', '2025-04-01')).toBe(31)
  })
})
