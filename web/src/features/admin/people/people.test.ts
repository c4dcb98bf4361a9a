import { describe, expect, it } from 'vitest'
import { stateOf, type Person } from './people'

const person = (record: object, signIn: object): Person => ({
  record: { id: '1', version: 1, created_at: '', updated_at: '', role: 'kam', disabled: false, ...record },
  signIn: {
    user_id: '1',
    has_password: true,
    has_second_factor: false,
    sessions: 0,
    tokens: 0,
    last_at: null,
    link_until: null,
    ...signIn,
  },
})

describe('stateOf', () => {
  it('says what keeps somebody from signing in', () => {
    expect(stateOf(person({}, {}))).toBe('active')
    expect(stateOf(person({ disabled: true }, {}))).toBe('disabled')
    expect(stateOf(person({ role: 'none' }, { has_password: false }))).toBe('no_sign_in')
    expect(stateOf(person({}, { has_password: false }))).toBe('no_password')
    expect(stateOf(person({}, { has_password: false, link_until: '2026-12-01T00:00:00Z' }))).toBe('invited')
  })
})
