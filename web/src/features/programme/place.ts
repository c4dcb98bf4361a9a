/* What the address of the page asks the API for: known before the page is there. */
import { writeQuery, type Query } from '@/api/query'
import { currencyOf } from '@/ui/figure/currency'
import type { Search } from '@/ui/url'

export const PROGRAMME = '/api/v1/programme'

/** As of which day, today when the address does not say, and in which currency. */
export function queryOfSearch(search: Search): Query {
  return { as_of: [search.as_of].flat()[0], currency: currencyOf(search) }
}

export const TABS = ['alerts', 'portfolio', 'entitlements', 'review', 'capacity', 'rules'] as const

export function firstAsked(search: Search): string[] {
  const tab = [search.tab].flat()[0] ?? 'alerts'
  return tab === 'alerts' ? [`${PROGRAMME}/alerts${writeQuery(queryOfSearch(search))}`] : []
}
