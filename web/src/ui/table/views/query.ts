/* What of an address makes a list (filters, search, order, columns), as the text that a view keeps. */
import { type Search } from '../../url'
import { GROUPS } from '../filter/grammar'

const OWN = ['q', 'order', 'select', ...GROUPS]

/** The members of the query that belong to the list; what else stands there (a tab, a row that is looked at) is not a view's matter. */
export const listPart = (search: Search, isField: (name: string) => boolean): Search =>
  Object.fromEntries(
    Object.entries(search).filter(([name, value]) => value !== undefined && value !== '' && (OWN.includes(name) || isField(name))),
  )

/** In one order, so that the same list is the same text. */
export function writeView(search: Search, isField: (name: string) => boolean): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(listPart(search, isField)).sort(([a], [b]) => (a < b ? -1 : 1)))
    for (const one of [value ?? []].flat().sort()) parameters.append(name, one)
  return parameters.toString()
}

export function readView(text: string): Search {
  const search: Search = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const before = search[name]
    search[name] = before === undefined ? value : [before, value].flat()
  }
  return search
}

/** What to change in an address so that it shows the list of a view and nothing of the list before. */
export const openView = (text: string, search: Search, isField: (name: string) => boolean): Search => ({
  ...Object.fromEntries(Object.keys(listPart(search, isField)).map((name) => [name, undefined])),
  ...readView(text),
})
