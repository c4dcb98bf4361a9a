import { describe, expect, it } from 'vitest'
import { firstAsked } from './place'
import { stakeOf, verdictOf, type Alert, type Tier } from './programme'

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

  it('counts the money of an account with two alerts once', () => {
    expect(stakeOf([alert('1', '10.50'), alert('1', '10.50'), alert('2', '4'), alert('3', null)])).toBe(14.5)
  })

  it('asks at first what the first tab shows', () => {
    expect(firstAsked({})).toEqual(['/api/v1/programme/alerts'])
    expect(firstAsked({ as_of: '2025-12-31' })).toEqual(['/api/v1/programme/alerts?as_of=2025-12-31'])
    expect(firstAsked({ tab: 'review' })).toEqual([])
  })
})
