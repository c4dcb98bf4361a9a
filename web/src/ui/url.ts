/* What a page shows stands in its address: filters, tabs, what is selected. These read and write it. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

export type Search = Record<string, string | string[] | undefined>

/** The word of the path that stands for `name`; '' when there is none. */
export function useParam(name: string): string {
  const params: Record<string, string | undefined> = useParams({ strict: false })
  return params[name] ?? ''
}

/** The whole query of the address, and what changes members of it; `undefined` and '' take a member out. */
export function useUrlSearch(): [Search, (changes: Search, options?: { replace?: boolean }) => void] {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const change = useCallback(
    (changes: Search, options: { replace?: boolean } = {}) =>
      void navigate({
        to: '.',
        search: ((before: Search) => ({ ...before, ...changes })) as never,
        replace: options.replace ?? true,
        resetScroll: false,
      }),
    [navigate],
  )
  return [search, change]
}

/** One member of the query as a state: `const [tab, setTab] = useUrlState('tab', 'sales')`. What is the default is not written. */
export function useUrlState(name: string, otherwise = ''): [string, (value: string | null) => void] {
  const [search, change] = useUrlSearch()
  const value = [search[name]].flat()[0] ?? otherwise
  const set = useCallback(
    (next: string | null) => change({ [name]: next === otherwise || !next ? undefined : next }),
    [change, name, otherwise],
  )
  return [value, set]
}
