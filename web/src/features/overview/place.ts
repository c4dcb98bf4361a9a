/* What the address of the page asks the API for: known before the page is there. */
import { writeQuery, type Query } from '@/api/query'
import { figuresQuery } from '@/ui/figure/currency'
import { rowsOf, rowsQuery } from '@/ui/figure/rows'
import type { Search } from '@/ui/url'

export const OVERVIEW = '/api/v1/sales/overview'

/** What the address asks for: a period by name or a calendar year, a currency, companies or groups of a time and depth, one manager's. */
export function queryOfSearch(search: Search): Query {
  const one = (name: string) => [search[name]].flat()[0]
  return { ...figuresQuery(search), by: 'account', ...rowsQuery(rowsOf(search)), manager: one('manager') }
}

export const firstAsked = (search: Search): string[] => [OVERVIEW + writeQuery(queryOfSearch(search))]
