import { describe, expect, it } from 'vitest'
import type { Session } from '@/api/session'
import { COMMANDS } from '../commands'
import { groupsOf } from './entries'

const session = { permissions: ['self', 'business_read'] } as unknown as Session
const words = {
  page: (name: string) => `Strana ${name}`,
  command: (name: string) => `Komanda ${name}`,
  type: (name: string) => name,
  group: (name: string) => name,
}
const found = [
  { type: 'contact', id: '1', title: 'Ana Đorđević', detail: 'Đorđević', account: { id: '9', name: 'Metal' } },
  { type: 'account', id: '9', title: 'Ђорђевић доо', detail: 'Niš', account: { id: '9', name: 'Ђорђевић доо' } },
]
const visits = [{ path: '/accounts/9', title: 'Metal' }]
const groups = (typed: string, more = {}) => groupsOf({ typed, session, visits, found, words, ...more })
const names = (typed: string, more = {}) => groups(typed, more).map((group) => group.name)

describe('groupsOf', () => {
  it('offers what was looked at, pages and commands before anything is typed', () =>
    expect(names('')).toEqual(['recent', 'pages', 'commands']))

  it('puts records between what was looked at and pages, by type', () =>
    expect(names('strana', { found })).toEqual(['type-contact', 'type-account', 'pages']))

  it('says nothing twice about a record', () => {
    const details = groups('dj').flatMap((group) => group.entries.map((entry) => entry.detail))
    expect(details).toEqual(['Metal', 'Niš'])
  })

  it('leaves out pages that the reader may not open', () =>
    expect(names('strana', { found: [], session: { permissions: ['self'] } as unknown as Session })).toEqual([]))

  it('goes where the record is', () => {
    const went: string[] = []
    const context = { go: (to: string) => went.push(to), turnScheme: () => {}, openHelp: () => {}, signOut: () => {} }
    groups('dj').forEach((group) => group.entries[0]?.run(context))
    expect(went).toEqual(['/records/contacts/1', '/accounts/9'])
  })

  it('has a name for every command', async () => {
    const { default: catalogue } = await import('./en.json')
    expect(Object.keys(catalogue.commands).sort()).toEqual(COMMANDS.map((row) => row.name).sort())
  })
})
