/* j and k go from row to row of the table or list that is on the page: to the first link or button of each. */
import { isInSight } from './press'

const ROWS = 'main tbody tr, main [role=row], main [data-row]'
const INSIDE = 'a[href], button:not([disabled])'

const targetOf = (row: Element): HTMLElement | null =>
  row.matches(INSIDE) ? (row as HTMLElement) : row.querySelector<HTMLElement>(INSIDE)

/** FALSE when there are no rows to go to. */
export function moveInRows(step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll(ROWS)].filter((row) => isInSight(row) && targetOf(row) && !row.closest('thead'))
  const here = rows.findIndex((row) => row.contains(document.activeElement))
  const next = rows[here < 0 ? (step > 0 ? 0 : rows.length - 1) : here + step]
  const target = next && targetOf(next)
  if (!target) return rows.length > 0
  target.focus()
  target.scrollIntoView({ block: 'nearest' })
  return true
}
