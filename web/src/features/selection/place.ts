/* What the address of the page asks the API for: known before the page is there. What the firm has settled is not written. */
import { writeQuery, type Query } from '@/api/query'
import { rowsOf, rowsQuery } from '@/ui/figure/rows'
import type { Search } from '@/ui/url'

export const SELECTION = '/api/v1/analysis/selection'

/* The server's own, when the address says nothing. */
export const USUAL_TOP = 20
export const USUAL_WOBBLE = 50

/* What is asked while a slider moves has to be there before the next picture; what stays may take a breath longer, and says more. */
export const MOVING: Query = { draws: 2000 }
export const AT_REST: Query = { draws: 10_000, before: true }

export const ASKED = ['weights', 'limits', 'conditions', 'knowledge', 'wobble', 'top'] as const

export function questionOf(search: Search): Query {
  const asked = Object.fromEntries(ASKED.map((name) => [name, [search[name]].flat()[0]]))
  return { ...asked, ...rowsQuery(rowsOf(search)) }
}

/** The list as a file that the server writes in the reader's language. */
export const exportOf = (question: Query, lang: string): string =>
  `${SELECTION}/export${writeQuery({ ...question, ...AT_REST, lang })}`

export const firstAsked = (search: Search): string[] => [SELECTION + writeQuery({ ...questionOf(search), ...AT_REST })]
