/* The rows that a reader has marked, by their keys; a range from the row marked before when Shift is held. */
import { useCallback, useMemo, useRef, useState } from 'react'

export interface Selection {
  keys: ReadonlySet<string>
  has(key: string): boolean
  toggle(key: string, index: number): void
  /** All rows from the one that was marked before to this one. */
  extend(index: number, keyAt: (index: number) => string | undefined): void
  set(keys: Iterable<string>): void
  clear(): void
}

export function useSelection(): Selection {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set())
  const anchor = useRef<number | null>(null)

  const toggle = useCallback((key: string, index: number) => {
    anchor.current = index
    setKeys((before) => {
      const after = new Set(before)
      if (!after.delete(key)) after.add(key)
      return after
    })
  }, [])
  const extend = useCallback((index: number, keyAt: (index: number) => string | undefined) => {
    const from = anchor.current ?? index
    const [first, last] = from < index ? [from, index] : [index, from]
    const range = Array.from({ length: last - first + 1 }, (_, i) => keyAt(first + i)).filter((key) => key !== undefined)
    setKeys((before) => new Set([...before, ...range]))
  }, [])
  const set = useCallback((all: Iterable<string>) => setKeys(new Set(all)), [])
  const clear = useCallback(() => setKeys(new Set()), [])

  return useMemo(() => ({ keys, has: (key) => keys.has(key), toggle, extend, set, clear }), [keys, toggle, extend, set, clear])
}
