/* Which branches of a tree are open, and where the keyboard is in it. */
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { seenBranches, stepOf, type Branch } from '@/ui/tree/forest'
import { allBranches } from './unitTree'

/* What is small is shown open at once; of what is large only the first level. */
const SMALL = 60

export function useWalk(forest: readonly Branch[], placeOf: (id: string) => string) {
  const navigate = useNavigate()
  const all = useMemo(() => allBranches(forest), [forest])
  const [toggled, setToggled] = useState<ReadonlySet<string> | null>(null)
  const open = useMemo(() => toggled ?? new Set(all.length <= SMALL ? all : forest.map(({ id }) => id)), [toggled, all, forest])
  const [at, setAt] = useState<string | null>(null)
  const body = useRef<HTMLDivElement>(null)
  const goes = useRef(false)
  const seen = useMemo(() => seenBranches(forest, open), [forest, open])
  const set = (id: string, isOpen: boolean) => {
    const next = new Set(open)
    if (isOpen) next.add(id)
    else next.delete(id)
    setToggled(next)
  }
  // The row that the keyboard goes to may have to be drawn first.
  useEffect(() => {
    if (!goes.current || at === null) return
    goes.current = false
    body.current?.querySelector<HTMLElement>(`[data-item="${at}"]`)?.focus()
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const id = (event.target as HTMLElement).dataset.item
    if (!id) return
    if (event.key === 'Enter') return void navigate({ to: placeOf(id) })
    const step = stepOf(seen, open, id, event.key)
    if (!step) return
    event.preventDefault()
    if (step.focus) {
      goes.current = true
      setAt(step.focus)
    }
    if (step.open) set(step.open, true)
    if (step.close) set(step.close, false)
  }
  const kept = seen.findIndex(({ id }) => id === at)
  return {
    seen,
    open,
    set,
    setAll: (isOpen: boolean) => setToggled(new Set(isOpen ? all : [])),
    total: all.length,
    setAt,
    kept,
    tabbed: kept >= 0 ? at : seen[0]?.id,
    body,
    onKeyDown,
  }
}
