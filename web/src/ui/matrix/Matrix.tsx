/* Rows by columns with a value in each cell: who meets whom, who buys what. A table for the eye and for paper, walked by arrows. */
import { Table, Text, VisuallyHidden } from '@mantine/core'
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { cellFrom, type CellPlace } from './walk'
import classes from './matrix.module.css'

export interface MatrixHead {
  id: string
  label: string
  detail?: string
}

export interface MatrixCell {
  text: ReactNode
  /** The cell in words, for those who hear it. */
  words: string
  /** 0 to 1: how dark the cell is. */
  strength?: number
}

interface MatrixProps {
  label: string
  corner: string
  rows: readonly MatrixHead[]
  columns: readonly MatrixHead[]
  cell: (row: MatrixHead, column: MatrixHead) => MatrixCell
  /** Enter or a press on a cell. */
  onOpen?: (row: MatrixHead, column: MatrixHead) => void
}

export function Matrix({ label, corner, rows, columns, cell, onOpen }: MatrixProps) {
  const [at, setAt] = useState<CellPlace>({ row: 0, column: 0 })
  const body = useRef<HTMLTableSectionElement>(null)
  const onKeyDown = (event: KeyboardEvent, place: CellPlace) => {
    const [row, column] = [rows[place.row], columns[place.column]]
    if (event.key === 'Enter' && row && column) return onOpen?.(row, column)
    const next = cellFrom(place, event.key, { row: rows.length - 1, column: columns.length - 1 })
    if (!next) return
    event.preventDefault()
    setAt(next)
    body.current?.querySelector<HTMLElement>(`[data-cell="${next.row} ${next.column}"]`)?.focus()
  }

  return (
    <Table.ScrollContainer minWidth={320}>
      <Table role="grid" aria-label={label} withTableBorder withColumnBorders className={classes.matrix}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" className={classes.first}>
              {corner}
            </Table.Th>
            {columns.map((column) => (
              <Table.Th key={column.id} scope="col">
                <Head head={column} />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody ref={body}>
          {rows.map((row, r) => (
            <Table.Tr key={row.id}>
              <Table.Th scope="row" className={classes.first}>
                <Head head={row} />
              </Table.Th>
              {columns.map((column, c) => {
                const { text, words, strength = 0 } = cell(row, column)
                return (
                  <Table.Td
                    key={column.id}
                    role="gridcell"
                    className={classes.cell}
                    data-cell={`${r} ${c}`}
                    tabIndex={at.row === r && at.column === c ? 0 : -1}
                    style={{ background: shade(strength) }}
                    onFocus={() => setAt({ row: r, column: c })}
                    onKeyDown={(event) => onKeyDown(event, { row: r, column: c })}
                    onClick={() => onOpen?.(row, column)}
                  >
                    <span aria-hidden>{text}</span>
                    <VisuallyHidden>{words}</VisuallyHidden>
                  </Table.Td>
                )
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

/* Never so dark that the words on it could not be read. */
const shade = (strength: number) =>
  strength > 0 ? `color-mix(in srgb, var(--kam-accent) ${Math.round(8 + 22 * Math.min(1, strength))}%, transparent)` : undefined

function Head({ head }: { head: MatrixHead }) {
  return (
    <>
      {head.label}
      {head.detail && (
        <Text size="xs" c="dimmed" fw={400}>
          {head.detail}
        </Text>
      )}
    </>
  )
}
