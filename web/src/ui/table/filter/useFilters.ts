/* The filters of a list as its address has them, and what changes them. */
import { useMemo } from 'react'
import { useUrlSearch, type Search } from '../../url'
import { GROUPS, readFilters, writeFilters, type Filter } from './grammar'

/** How filters stand in the address. Lists of records speak the API's grammar; others may have words of their own. */
export interface FilterCodec {
  read(search: Search): Filter[]
  /** What to change in the address so that it holds `after` instead of `before`. */
  write(before: readonly Filter[], after: readonly Filter[]): Search
}

export const grammarCodec = (isField: (name: string) => boolean): FilterCodec => ({
  read: (search) => readFilters(search, isField),
  write: writeFilters,
})

export interface Filters {
  list: Filter[]
  set(filters: readonly Filter[]): void
  put(at: number, filter: Filter): void
  remove(at: number): void
  /** Conditions that no chip can say, as [name, text]. */
  groups: [string, string][]
  removeGroup(name: string): void
  q: string
  setQ(text: string): void
  clear(): void
  isAny: boolean
}

const one = (value: string | string[] | undefined) => [value].flat()[0] ?? ''

export function useFilters(codec: FilterCodec): Filters {
  const [search, change] = useUrlSearch()

  return useMemo(() => {
    const list = codec.read(search)
    const groups = GROUPS.filter((name) => one(search[name]) !== '').map((name): [string, string] => [name, one(search[name])])
    const set = (filters: readonly Filter[]) => change(codec.write(list, filters))
    const noGroups: Search = Object.fromEntries(GROUPS.map((name) => [name, undefined]))
    return {
      list,
      groups,
      set,
      put: (at, filter) => set(at < list.length ? list.map((old, i) => (i === at ? filter : old)) : [...list, filter]),
      remove: (at) => set(list.filter((_, i) => i !== at)),
      removeGroup: (name) => change({ [name]: undefined }),
      q: one(search.q),
      setQ: (text) => change({ q: text || undefined }),
      clear: () => change({ ...codec.write(list, []), ...noGroups, q: undefined }),
      isAny: list.length > 0 || groups.length > 0 || one(search.q) !== '',
    }
  }, [codec, search, change])
}
