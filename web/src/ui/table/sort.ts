/* A click on a head orders by it, a second one the other way round, a third not at all. With Shift it comes after the others. */
import { type Sort } from './types'

export function nextSorts(sorts: readonly Sort[], id: string, isMore: boolean): Sort[] {
  const there = sorts.find((sort) => sort.id === id)
  const next: Sort[] = !there ? [{ id, desc: false }] : there.desc ? [] : [{ id, desc: true }]
  if (!isMore) return next
  return there ? sorts.flatMap((sort) => (sort.id === id ? next : [sort])) : [...sorts, ...next]
}
