/* What the address of the page asks for: which days and currency, companies or groups, as they are or were, revenue or profit; and what the
 * reader supposes: the fixed cost of a year, and whom the firm would lose. */
import type { Query } from '@/api/query'
import { figuresQuery } from '@/ui/figure/currency'
import type { Search } from '@/ui/url'

export type By = 'account' | 'group'
export type Measure = 'revenue' | 'profit'

const one = (search: Search, name: string) => [search[name]].flat()[0]

export const byOf = (search: Search): By => (one(search, 'by') === 'group' ? 'group' : 'account')
export const measureOf = (search: Search): Measure => (one(search, 'of') === 'profit' ? 'profit' : 'revenue')

/** Groups as they are today, or as they were on the day of each line; where groups are looked at. */
export const isThen = (search: Search): boolean => byOf(search) === 'group' && one(search, 'groups') === 'then'

export function questionOf(search: Search): Query {
  return { ...figuresQuery(search), by: byOf(search), ...(isThen(search) && { groups: 'then' }) }
}

/** A year's fixed cost as the address says it; null where it says none, or none that makes sense. */
export function fixedCostOf(search: Search): number | null {
  const cost = Number(one(search, 'fixed') ?? '')
  return Number.isFinite(cost) && cost > 0 ? cost : null
}

/** The holders that are supposed to be lost. */
export const lostOf = (search: Search): readonly string[] => (one(search, 'lost') ?? '').split(',').filter((id) => /^\d+$/.test(id))
export const writeLost = (ids: readonly string[]): string | undefined => (ids.length > 0 ? ids.join(',') : undefined)

/** Whom an analysis is over: all of their lines, in the firm's own currency. */
export const holdersQuery = (search: Search): Query => ({ by: byOf(search), ...(isThen(search) && { groups: 'then' }) })
