/* Keys pressed anywhere on the page: Ctrl+K, "g a", and the keys of what is on the page at the moment. */
import { useEffect, useRef } from 'react'
import { useSession } from '@/api/session'
import { controlFor, isTypedInto, plainKey, press, sequenceOf, type Pressed } from '@/ui/keys/press'
import { areKeysOn } from '@/ui/keys/setting'
import { moveInRows } from '@/ui/keys/rows'
import { undoLast } from '@/ui/record/notices'
import { goRows } from './shortcuts'

interface KeyActions {
  openPalette: () => void
  openHelp: () => void
  go: (to: string) => void
}

const isUndo = (event: KeyboardEvent) =>
  (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'z'

/* Out of a field for searching, with what was searched for left as it is; the next key is a command again. */
function leaveSearch(): boolean {
  const field = document.activeElement
  if (!(field instanceof HTMLElement) || !field.matches('main [type=search]')) return false
  field.blur()
  return true
}

const isDialogueOpen = () => document.querySelector('[role=dialog]') !== null

/* TRUE when the key meant something. */
function obey(key: string, keys: string, pages: ReadonlyMap<string, string>, actions: KeyActions): boolean {
  const page = pages.get(keys)
  if (page !== undefined) {
    actions.go(page)
    return true
  }
  if (key === '?') {
    actions.openHelp()
    return true
  }
  const control = controlFor(key)
  if (control) {
    press(control)
    return true
  }
  if (key === '/') {
    actions.openPalette()
    return true
  }
  return (key === 'j' || key === 'k') && moveInRows(key === 'j' ? 1 : -1)
}

export function useShellKeys(actions: KeyActions) {
  const session = useSession()
  const before = useRef<Pressed | null>(null)
  const latest = useRef(actions)

  useEffect(() => {
    latest.current = actions
  }, [actions])
  useEffect(() => {
    const pages = new Map(goRows(session).map(({ keys, row }) => [keys, row.to]))
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        latest.current.openPalette()
        return
      }
      if (isUndo(event) && !isTypedInto(document.activeElement) && undoLast()) {
        event.preventDefault()
        return
      }
      if (event.key === 'Escape' && leaveSearch()) {
        event.preventDefault()
        return
      }
      const key = plainKey(event)
      if (key === null || !areKeysOn() || isTypedInto(document.activeElement) || isDialogueOpen()) return
      const keys = sequenceOf(before.current, key, event.timeStamp)
      const done = obey(key, keys, pages, latest.current)
      if (done) event.preventDefault()
      before.current = done ? null : { key, at: event.timeStamp }
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [session])
}
