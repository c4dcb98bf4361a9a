/* Keys that do something on every page. What a single page offers is said by its controls: aria-keyshortcuts (ui/keys/press.ts). */
import { mayDo, type Session } from '@/api/session'
import { NAVIGATION, type NavigationRow } from './menu'

/* The second key of "g a", by the name of the page. */
const GO: Readonly<Record<string, string>> = {
  overview: 'o',
  accounts: 'a',
  groups: 'g',
  concentration: 'k',
  contacts: 'c',
  interactions: 'v',
  tasks: 't',
  products: 'p',
  import: 'i',
  administration: 's',
  explorer: 'x',
}

export interface GoRow {
  keys: string
  row: NavigationRow
}

/** Pages that somebody may open, each with its keys. */
export const goRows = (session: Session): GoRow[] =>
  NAVIGATION.flatMap((row) => {
    const key = GO[row.name]
    return key && mayDo(session, row.permission) ? [{ keys: `g ${key}`, row }] : []
  })

export const keysOf = (name: string): string | undefined => (GO[name] ? `g ${GO[name]}` : undefined)

/* Shown by the help sheet; what they do stands in keys.ts. The label is the key below 'keys' in the catalogue of the palette. */
export const GLOBAL_KEYS: readonly { name: string; keys: readonly string[] }[] = [
  { name: 'palette', keys: ['mod K'] },
  { name: 'search', keys: ['/'] },
  { name: 'rows', keys: ['j', 'k'] },
  { name: 'open', keys: ['Enter'] },
  { name: 'undo', keys: ['mod Z'] },
  { name: 'close', keys: ['Esc'] },
  { name: 'help', keys: ['?'] },
]

export const isMac = () => /mac|iphone|ipad/i.test(navigator.platform)

/** A key as the keyboard at hand has it: 'mod' is Ctrl or Cmd. */
export const showKey = (key: string): string => (key === 'mod' ? (isMac() ? '⌘' : 'Ctrl') : key)
