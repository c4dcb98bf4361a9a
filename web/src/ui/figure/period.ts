/* Which days figures are of, as the address of a page says it: a period by name, or a calendar year. */
import type { Query } from '@/api/query'
import type { Search } from '@/ui/url'

export const PERIODS: readonly string[] = ['last12', 'ytd', 'all']
const YEAR = /^\d{4}$/

/** What the API is asked for. What the address does not say, or says wrongly, is the last twelve months. */
export function periodQuery(search: Search): Query {
  const period = [search.period].flat()[0] ?? 'last12'
  if (YEAR.test(period)) return { from: `${period}-01-01`, until: `${period}-12-31` }
  return { period: PERIODS.includes(period) ? period : 'last12' }
}
