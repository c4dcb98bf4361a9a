/* What the address of the page asks the API for: known before the page is there. */
import { writeQuery } from '@/api/query'
import { figuresQuery } from '@/ui/figure/currency'
import type { Search } from '@/ui/url'

export const WITH_NAMES = { select: '*,owner(id,name),head(id,name,number)' }

export const figuresPath = (id: string) => `/api/v1/accounts/${id}/figures`

export const firstAsked = (id: string, search: Search): string[] => [
  `/api/v1/accounts/${id}${writeQuery(WITH_NAMES)}`,
  figuresPath(id) + writeQuery(figuresQuery(search)),
]
