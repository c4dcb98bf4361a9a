import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { startI18n } from '@/i18n'
import { idsByType, sayAction, sayField, sayType, sidesOf, type Entry } from './entry'

const entry = (more: Partial<Entry>): Entry => ({
  seq: '1',
  at: '2026-03-07T10:00:00Z',
  user_id: '7',
  actor: 'ana@firma.rs',
  action: 'update',
  type: 'account',
  record_id: '5',
  version: 2,
  request_id: '',
  fields: [],
  changes: {},
  ...more,
})
const words = () => i18next.getFixedT(null, 'admin')

beforeAll(async () => {
  await startI18n('en')
  await i18next.loadNamespaces('admin')
})

describe('a row of the audit', () => {
  it('speaks of types, actions and fields in words, known or not', () => {
    expect([sayType('account', words()), sayType('charge_rule', words()), sayType('novelty', words())]).toEqual([
      'Account',
      'Rule for charges',
      'novelty',
    ])
    expect([sayAction('sign_in_failed', words()), sayAction('new_thing', words())]).toEqual(['Failed to sign in', 'new thing'])
    expect([sayField(entry({}), 'city', words()), sayField(entry({ type: 'rate' }), 'rate', words())]).toEqual(['City', 'Rate'])
  })

  it('takes what is no pair for what came', () => {
    expect([sidesOf(['Niš', 'Čačak']), sidesOf('x')]).toEqual([
      ['Niš', 'Čačak'],
      [null, 'x'],
    ])
  })

  it('asks for names once, of types that the reader may read', () => {
    const owned = entry({ changes: { owner_id: ['8', '9'], city: ['6', '7'] } })
    const rows = [owned, entry({ record_id: '4' }), entry({}), entry({ type: 'task' }), entry({ type: 'rate', record_id: '0' })]
    expect([...idsByType(rows, ({ name }) => name !== 'task')].map(([type, ids]) => [type.name, ids])).toEqual([
      ['account', ['4', '5']],
      ['user', ['8', '9']],
    ])
  })
})
