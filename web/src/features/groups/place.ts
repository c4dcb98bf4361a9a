/* What the address of the pages of groups asks for: days, currency, groups of which time, search, order. */
import type { Query } from '@/api/query'
import { figuresQuery } from '@/ui/figure/currency'
import type { Search } from '@/ui/url'

const one = (search: Search, name: string) => [search[name]].flat()[0]
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Groups of when: as they are today, each line under the head of its own day, or as they were on a day. */
export const groupsOf = (search: Search): string => {
  const word = one(search, 'groups') ?? ''
  return word === 'then' || DAY.test(word) ? word : 'today'
}

/** The day on which groups are looked at; undefined is today, and then. */
export const dayOf = (search: Search): string | undefined => {
  const word = groupsOf(search)
  return DAY.test(word) ? word : undefined
}

export const groupQuery = (search: Search): Query => {
  const groups = groupsOf(search)
  return { ...figuresQuery(search), groups: groups === 'today' ? undefined : groups }
}

export const listQuery = (search: Search): Query => ({
  ...groupQuery(search),
  q: one(search, 'q'),
  order: one(search, 'order')?.split('.')[0],
})
