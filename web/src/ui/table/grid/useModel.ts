/* Widths, places and what stays of the columns of a grid, kept by TanStack Table. Its rows are not used: ours are not all there. */
import { getCoreRowModel, useReactTable, type Header } from '@tanstack/react-table'
import { useMemo } from 'react'
import { MIN_WIDTH, type Arrangement } from '../useArrangement'
import { type Column } from '../types'

export const PICK_WIDTH = 40

export interface Cell<Row> {
  column: Column<Row>
  width: number
  /** Where a column stays while others scroll; undefined: it scrolls. */
  left?: number
  isLastFrozen: boolean
  header: Header<never, unknown>
}

const NO_ROWS: never[] = []

export function useModel<Row>(
  columns: readonly Column<Row>[],
  arrangement: Arrangement<Row>,
  hasPick: boolean,
): { cells: Cell<Row>[]; width: number } {
  const { frozen } = arrangement
  const definitions = useMemo(() => columns.map((column) => ({ id: column.id, minSize: MIN_WIDTH })), [columns])
  const sizes = Object.fromEntries(columns.map((column) => [column.id, arrangement.widthOf(column)]))
  const table = useReactTable({
    data: NO_ROWS,
    columns: definitions,
    getCoreRowModel: getCoreRowModel(),
    columnResizeMode: 'onChange',
    state: { columnSizing: sizes, columnPinning: { left: columns.slice(0, frozen).map(({ id }) => id) } },
    onColumnSizingChange: (update) => {
      const next = typeof update === 'function' ? update(sizes) : update
      for (const [id, width] of Object.entries(next)) if (sizes[id] !== width) arrangement.resize(id, width)
    },
  })
  const offset = hasPick ? PICK_WIDTH : 0
  const key = JSON.stringify([sizes, frozen, offset])
  const headers = table.getFlatHeaders()
  const cells = useMemo(
    () =>
      columns.flatMap((column, i) => {
        const header = headers.find(({ id }) => id === column.id)
        const isFrozen = i < frozen
        return header
          ? [
              {
                column,
                width: header.getSize(),
                left: isFrozen ? header.column.getStart('left') + offset : undefined,
                isLastFrozen: i === frozen - 1,
                header,
              },
            ]
          : []
      }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- headers are new objects at each turn; what they say is in `key`
    [columns, key],
  )
  return { cells, width: table.getTotalSize() + offset }
}
