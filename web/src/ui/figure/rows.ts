/* Whether figures are per company or per group, and which groups: as an address says it. Nothing else remembers it. */
import type { Query } from '@/api/query'
import type { Search } from '@/ui/url'

export interface Rows {
  by: 'account' | 'group'
  /** Groups as they are now, as they were on the day of each line, or as they were on a day such as 2024-03-31. */
  groups: string
  /** Units so many steps below the head are told apart. */
  depth: number
}

/** Deeper than that is what the API takes, too; nobody needs a switch for it. */
export const DEEPEST = 3
const MOST = 100

const one = (search: Search, name: string): string => [search[name]].flat()[0] ?? ''

/** A day of the calendar: 2024-02-30 is none. */
export function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** What the address does not say, or says wrongly, is companies; of groups, whole ones as they are now. */
export function rowsOf(search: Search): Rows {
  const groups = one(search, 'groups')
  const depth = one(search, 'depth')
  if (one(search, 'by') !== 'group') return { by: 'account', groups: 'today', depth: 0 }
  return {
    by: 'group',
    groups: groups === 'then' || isDay(groups) ? groups : 'today',
    depth: /^\d{1,3}$/.test(depth) && Number(depth) <= MOST ? Number(depth) : 0,
  }
}

/** What is not what comes without a word, for the API and for addresses alike. */
export function rowsQuery(rows: Rows): Record<string, string> {
  if (rows.by === 'account') return {}
  return {
    by: 'group',
    ...(rows.groups !== 'today' && { groups: rows.groups }),
    ...(rows.depth > 0 && { depth: String(rows.depth) }),
  }
}

/** The page of a row: a company by itself, or with all that its row holds. */
export function accountOfRow(id: string, members: number | undefined, search: Search): { to: string; search: Record<string, string> } {
  const { by, groups } = rowsOf(search)
  return { to: `/accounts/${id}`, search: by === 'group' && (members ?? 1) > 1 ? rowsQuery({ by, groups, depth: 0 }) : {} }
}

/** The same as one address. */
export function hrefOfRow(id: string, members: number | undefined, search: Search): string {
  const place = accountOfRow(id, members, search)
  const query = new URLSearchParams(place.search).toString()
  return query === '' ? place.to : `${place.to}?${query}`
}

/** One account alone, or with the companies below it, which are of a time and always all of them. */
export function companiesQuery(search: Search): Query {
  return rowsQuery({ ...rowsOf(search), depth: 0 })
}
