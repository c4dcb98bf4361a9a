/* Which columns a table shows, in which order, how wide, and how many of them stay while the others scroll. What is shown stands in the
 * address (`select`, as the API has it), so that it can be sent and saved; widths and what stays belong to the browser. */
import { useLocalStorage } from '@mantine/hooks'
import { useCallback, useMemo } from 'react'
import { useUrlState } from '../url'
import { type Column } from './types'

export interface Arrangement<Row> {
  /** Those that are shown, in their order, then the others. */
  all: Column<Row>[]
  shown: Column<Row>[]
  frozen: number
  widthOf(column: Column<Row>): number
  show(id: string, on: boolean): void
  /** To the place of another column. */
  move(id: string, to: number): void
  resize(id: string, width: number): void
  freeze(count: number): void
  reset(): void
  isChanged: boolean
}

export const MIN_WIDTH = 64
const MAX_WIDTH = 640

interface Kept {
  widths: Record<string, number>
  frozen: number
}

/** The ids of a `select` that are columns; all that are shown at first without one. */
export function shownOf<Row>(columns: readonly Column<Row>[], select: string): string[] {
  const ids = select.split(',').filter((id) => columns.some((column) => column.id === id))
  return ids.length > 0 ? [...new Set(ids)] : columns.filter((column) => !column.hidden).map(({ id }) => id)
}

export function moved(ids: readonly string[], id: string, to: number): string[] {
  const rest = ids.filter((other) => other !== id)
  const at = Math.max(0, Math.min(to, rest.length))
  return ids.includes(id) ? [...rest.slice(0, at), id, ...rest.slice(at)] : [...ids]
}

export function useArrangement<Row>(name: string, columns: readonly Column<Row>[], frozenAtFirst = 1): Arrangement<Row> {
  const [select, setSelect] = useUrlState('select')
  const [kept, setKept] = useLocalStorage<Kept>({
    key: `kamen-table-${name}`,
    defaultValue: { widths: {}, frozen: frozenAtFirst },
    getInitialValueInEffect: false,
  })
  const ids = useMemo(() => shownOf(columns, select), [columns, select])
  const shown = useMemo(
    () => ids.map((id) => columns.find((column) => column.id === id)).filter((column) => column !== undefined),
    [columns, ids],
  )
  const all = useMemo(() => [...shown, ...columns.filter(({ id }) => !ids.includes(id))], [columns, ids, shown])
  const write = useCallback(
    (next: readonly string[]) => {
      const isAsAtFirst = next.join() === shownOf(columns, '').join()
      if (next.length > 0) setSelect(isAsAtFirst ? null : next.join(','))
    },
    [columns, setSelect],
  )
  return {
    all,
    shown,
    frozen: Math.min(kept.frozen, shown.length - 1),
    widthOf: (column) => kept.widths[column.id] ?? column.width ?? 140,
    show: (id, on) => write(on ? [...ids, id] : ids.filter((other) => other !== id)),
    move: (id, to) => write(moved(ids, id, to)),
    resize: (id, width) =>
      setKept((before) => ({
        ...before,
        widths: { ...before.widths, [id]: Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width))) },
      })),
    freeze: (count) => setKept((before) => ({ ...before, frozen: Math.max(0, count) })),
    reset: () => {
      setSelect(null)
      setKept({ widths: {}, frozen: frozenAtFirst })
    },
    isChanged: select !== '' || kept.frozen !== frozenAtFirst || Object.keys(kept.widths).length > 0,
  }
}

const NOTHING = () => {}

/** Columns that nobody rearranges, for a small table. */
export const fixedArrangement = <Row>(columns: Column<Row>[]): Arrangement<Row> => ({
  all: columns,
  shown: columns,
  frozen: 1,
  widthOf: (column) => column.width ?? 140,
  show: NOTHING,
  move: NOTHING,
  resize: NOTHING,
  freeze: NOTHING,
  reset: NOTHING,
  isChanged: false,
})
