/* What the address of the page asks the API for: known before the page is there. */
import { writeQuery, type Query } from '@/api/query'
import { figuresQuery } from '@/ui/figure/currency'
import { companiesQuery } from '@/ui/figure/rows'
import type { Search } from '@/ui/url'

export const WITH_NAMES = { select: '*,owner(id,name),head(id,name,number)' }

export const figuresPath = (id: string) => `/api/v1/accounts/${id}/figures`

/** What the address asks for: which days, in which currency, the account alone or with its companies. */
export const queryOfSearch = (search: Search): Query => ({ ...figuresQuery(search), ...companiesQuery(search) })

export const firstAsked = (id: string, search: Search): string[] => [
  `/api/v1/accounts/${id}${writeQuery(WITH_NAMES)}`,
  figuresPath(id) + writeQuery(queryOfSearch(search)),
]
