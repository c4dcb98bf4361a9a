/* What the palette offers for what was typed: pages, commands, records looked at lately or found, in groups. */
import type { Icon } from '@tabler/icons-react'
import { placeOf, type Found } from '@/api/records'
import { mayDo, type Session } from '@/api/session'
import { matchesWords } from '@/i18n/fold'
import type { Visit } from '@/ui/recent'
import { COMMANDS, type CommandContext, type CommandRow } from '../commands'
import { NAVIGATION } from '../menu'
import { keysOf } from '../shortcuts'

export interface Entry {
  id: string
  title: string
  detail?: string | null
  icon?: Icon
  keys?: string
  run: (context: CommandContext) => void
}

export interface Group {
  name: string
  title: string
  entries: Entry[]
}

interface Source {
  typed: string
  session: Session
  visits: readonly Visit[]
  found: readonly Found[]
  /** The word for a page, a command, a kind of record. */
  words: Record<'page' | 'command' | 'type' | 'group', (name: string) => string>
}

const pageEntries = ({ session, words }: Source): Entry[] =>
  NAVIGATION.filter((row) => mayDo(session, row.permission)).map((row) => ({
    id: `page-${row.name}`,
    title: words.page(row.name),
    icon: row.icon,
    keys: keysOf(row.name),
    run: ({ go }) => go(row.to),
  }))

const commandEntries = ({ session, words }: Source, commands: readonly CommandRow[]): Entry[] =>
  commands
    .filter((row) => mayDo(session, row.permission))
    .map((row) => ({ id: `command-${row.name}`, title: words.command(row.name), icon: row.icon, run: row.run }))

const recentEntries = ({ visits }: Source): Entry[] =>
  visits.map(({ path, title }, i) => ({ id: `recent-${i}`, title, run: ({ go }) => go(path) }))

/* What the title says already is not said twice. */
const detailOf = ({ title, detail, type, account }: Found) =>
  [detail && title.includes(detail) ? null : detail, type === 'account' ? null : account?.name].filter(Boolean).join(' · ') || null

const recordEntry = (found: Found): Entry => ({
  id: `record-${found.type}-${found.id}`,
  title: found.title,
  detail: detailOf(found),
  run: ({ go }) => go(placeOf(found.type, found.id)),
})

/* In the order in which the server found the first of each. */
function recordGroups({ found, words }: Source): Group[] {
  const types = [...new Set(found.map((one) => one.type))]
  return types.map((type) => ({
    name: `type-${type}`,
    title: words.type(type),
    entries: found.filter((one) => one.type === type).map(recordEntry),
  }))
}

export function groupsOf(source: Source, commands: readonly CommandRow[] = COMMANDS): Group[] {
  const typed = source.typed.trim()
  const fitting = (entries: Entry[]) => entries.filter((entry) => typed === '' || matchesWords(entry.title, typed))
  const own = [
    { name: 'recent', entries: recentEntries(source) },
    { name: 'pages', entries: pageEntries(source) },
    { name: 'commands', entries: commandEntries(source, commands) },
  ].map((group) => ({ ...group, title: source.words.group(group.name), entries: fitting(group.entries) }))
  const records = typed === '' ? [] : recordGroups(source)
  const [recent, ...others] = own
  return [...(recent ? [recent] : []), ...records, ...others].filter((group) => group.entries.length > 0)
}
