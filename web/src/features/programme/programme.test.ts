import { describe, expect, it } from 'vitest'
import { firstAsked } from './place'
import { byAccount, listOf, stakeOf, verdictOf, type Alert, type ReviewItem, type Tier } from './programme'

const TIERS = ['a', 'b'].map((id) => ({ id })) as unknown as Tier[]
const alert = (id: string, amount: string | null) =>
  ({ account: { id }, at_stake: amount === null ? null : { amount, currency: 'RSD' } }) as unknown as Alert

describe('the programme', () => {
  it('names a move by the places of its tiers', () => {
    expect(verdictOf(TIERS, 'a', 'a')).toBe('keep')
    expect(verdictOf(TIERS, null, null)).toBe('keep')
    expect(verdictOf(TIERS, null, 'b')).toBe('enter')
    expect(verdictOf(TIERS, 'b', 'a')).toBe('raise')
    expect(verdictOf(TIERS, 'a', 'b')).toBe('lower')
    expect(verdictOf(TIERS, 'b', null)).toBe('leave')
  })

  it('lists a review by the tier after it and by money', () => {
    const item = (id: string, to: string | null, amount: string | null) =>
      ({ id, to_tier_id: to, standing: amount && { net: { amount, currency: 'RSD' } } }) as unknown as ReviewItem
    const items = [item('1', 'b', '5'), item('2', null, '9'), item('3', 'b', '7'), item('4', 'gone', null)]
    expect(listOf({ tiers: TIERS, items }).map((part) => [part.tierId, part.items.map(({ id }) => id)])).toEqual([
      ['b', ['3', '1']],
      [null, ['2', '4']],
    ])
  })

  it('counts the money of an account with two alerts once', () => {
    expect(stakeOf([alert('1', '10.50'), alert('1', '10.50'), alert('2', '4'), alert('3', null)])).toBe(14.5)
  })

  it('puts alerts of an account together where the first of them stands', () => {
    const ids = byAccount([alert('2', '4'), alert('1', '3'), alert('2', '4')]).map((alerts) => alerts.map(({ account }) => account.id))
    expect(ids).toEqual([['2', '2'], ['1']])
  })

  it('asks at first what the first tab shows', () => {
    expect(firstAsked({})).toEqual(['/api/v1/programme/alerts'])
    expect(firstAsked({ as_of: '2025-12-31' })).toEqual(['/api/v1/programme/alerts?as_of=2025-12-31'])
    expect(firstAsked({ tab: 'review' })).toEqual([])
  })
})
