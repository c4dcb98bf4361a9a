/* What the address of the pages of groups asks for: days, currency, as of which day, search, order. */
import type { Query } from '@/api/query'
import { figuresQuery } from '@/ui/figure/currency'
import type { Search } from '@/ui/url'

const one = (search: Search, name: string) => [search[name]].flat()[0]
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** The day as of which groups are looked at; undefined is today. */
export const dayOf = (search: Search): string | undefined => {
  const day = one(search, 'as_of') ?? ''
  return DAY.test(day) ? day : undefined
}

export const groupQuery = (search: Search): Query => ({ ...figuresQuery(search), as_of: dayOf(search) })

export const listQuery = (search: Search): Query => ({
  ...groupQuery(search),
  q: one(search, 'q'),
  order: one(search, 'order')?.split('.')[0],
})
