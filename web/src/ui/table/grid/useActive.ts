/* The one cell of a grid that the keyboard is in. It takes the focus only when the grid has it already. */
import { useCallback, useRef, useState, type KeyboardEvent } from 'react'
import { placeAfter, type Extent, type Place } from './move'

interface Deeds {
  extent: Extent
  /** Bring a place into sight. */
  reveal(place: Place): void
  open(row: number): void
  toggle(row: number): void
  extend(row: number): void
  edit(place: Place): void
  sort(column: number, isMore: boolean): void
  clear(): void
  all(): void
}

export interface Active {
  place: Place
  /** Whether the cell at the place is to take the focus when it is drawn. */
  takesFocus: () => boolean
  /** A cell has got the focus. */
  onCell(row: number, column: number): void
  onLeave(): void
  onKeyDown(event: KeyboardEvent): void
  go(place: Place): void
}

function act(event: KeyboardEvent, place: Place, deeds: Deeds): boolean {
  const control = event.ctrlKey || event.metaKey
  if (place.row < 0) {
    if (event.key !== 'Enter' && event.key !== ' ') return false
    deeds.sort(place.column, event.shiftKey)
    return true
  }
  if (event.key === 'Enter') deeds.open(place.row)
  else if (event.key === ' ') (event.shiftKey ? deeds.extend : deeds.toggle)(place.row)
  else if (event.key === 'F2') deeds.edit(place)
  else if (event.key === 'Escape') deeds.clear()
  else if (event.key === 'a' && control) deeds.all()
  else return false
  return true
}

export function useActive(deeds: Deeds): Active {
  const [place, setPlace] = useState<Place>({ row: 0, column: 0 })
  const isInside = useRef(false)

  const go = useCallback(
    (next: Place) => {
      isInside.current = true
      deeds.reveal(next)
      setPlace(next)
    },
    [deeds],
  )
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys of an editor or a control inside a cell are its own.
    if (event.target instanceof HTMLElement && !event.target.matches('[role=gridcell], [role=columnheader], [role=rowheader]')) return
    const next = event.altKey ? null : placeAfter(event.key, event.ctrlKey || event.metaKey, place, deeds.extent)
    if (next) go(next)
    else if (!act(event, place, deeds)) return
    event.preventDefault()
  }
  const takesFocus = useCallback(() => isInside.current, [])
  const onCell = useCallback((row: number, column: number) => {
    isInside.current = true
    setPlace((before) => (before.row === row && before.column === column ? before : { row, column }))
  }, [])
  return {
    place,
    takesFocus,
    onCell,
    onLeave: () => {
      isInside.current = false
    },
    onKeyDown,
    go,
  }
}
