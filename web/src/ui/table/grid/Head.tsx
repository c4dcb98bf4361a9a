/* The header of a grid: what the columns are, how they are ordered; dragged to another place, pulled wider. Menu and keys do the same. */
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs'
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs'
import { useLayoutEffect, useRef, useState, type DragEvent, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../table.module.css'
import { type Arrangement } from '../useArrangement'
import { type Sort } from '../types'
import { type Active } from './useActive'
import { PICK_WIDTH, type Cell } from './useModel'
import { cellClass, frozenStyle } from './Row'

interface HeadProps<Row> {
  cells: readonly Cell<Row>[]
  width: number
  arrangement: Arrangement<Row>
  sorts: readonly Sort[]
  active: Active
  pick: { isAll: boolean; isSome: boolean; onPickAll(): void } | null
  onSort(column: number, isMore: boolean): void
}

const STEP = 16

export function GridHead<Row>(props: HeadProps<Row>) {
  const { cells, width, pick } = props
  const { t } = useTranslation('table')
  const box = useRef<HTMLInputElement>(null)

  useLayoutEffect(() => {
    if (box.current) box.current.indeterminate = pick?.isSome === true && !pick.isAll
  })
  return (
    <div role="row" aria-rowindex={1} className={styles.head} style={{ width }}>
      {pick && (
        <div
          role="columnheader"
          aria-colindex={1}
          className={`${styles.heading} ${styles.frozen}`}
          style={{ width: PICK_WIDTH, left: 0, padding: 0 }}
        >
          <label className={styles.pick}>
            <input ref={box} type="checkbox" tabIndex={-1} checked={pick.isAll} aria-label={t('pick_all')} onChange={pick.onPickAll} />
          </label>
        </div>
      )}
      {cells.map((cell, i) => (
        <Heading key={cell.column.id} {...props} cell={cell} at={i} />
      ))}
    </div>
  )
}

/* Dragged over another column, a column takes its place. */
function useDrag<Row>({ arrangement, cell, at }: { arrangement: Arrangement<Row>; cell: Cell<Row>; at: number }) {
  const [isOver, setOver] = useState(false)
  const leave = () => setOver(false)
  return {
    'data-over': isOver || undefined,
    draggable: true,
    onDragStart: (event: DragEvent) => event.dataTransfer.setData('text/plain', cell.column.id),
    onDragOver: (event: DragEvent) => {
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: leave,
    onDragEnd: leave,
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      setOver(false)
      arrangement.move(event.dataTransfer.getData('text/plain'), at)
    },
  }
}

const ARIA_SORT = { asc: 'ascending', desc: 'descending', none: 'none' } as const

function Heading<Row>({ cell, at, arrangement, sorts, active, pick, onSort }: HeadProps<Row> & { cell: Cell<Row>; at: number }) {
  const { column } = cell
  const ref = useRef<HTMLDivElement>(null)
  const drag = useDrag({ arrangement, cell, at })
  const isActive = active.place.row === -1 && active.place.column === at
  const sort = sorts.find(({ id }) => id === column.id)
  const direction = sort ? (sort.desc ? 'desc' : 'asc') : 'none'

  useLayoutEffect(() => {
    if (!isActive || !active.takesFocus()) return
    ref.current?.focus({ preventScroll: true })
    if (cell.left === undefined) ref.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [isActive, active, cell.left])
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || !/^Arrow(Left|Right)$/.test(event.key)) return
    const by = event.key === 'ArrowRight' ? 1 : -1
    if (event.shiftKey) arrangement.move(column.id, at + by)
    else arrangement.resize(column.id, cell.width + by * STEP)
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      ref={ref}
      role="columnheader"
      aria-colindex={at + 1 + (pick ? 1 : 0)}
      aria-sort={column.sortable ? ARIA_SORT[direction] : undefined}
      tabIndex={isActive ? 0 : -1}
      className={cellClass(cell, styles.heading)}
      style={frozenStyle(cell.width, cell.left)}
      title={column.hint}
      onFocus={() => active.onCell(-1, at)}
      onKeyDown={onKeyDown}
      {...drag}
    >
      {column.sortable ? (
        <button type="button" className={styles.sort} tabIndex={-1} onClick={(event) => onSort(at, event.shiftKey)}>
          <Label column={column} />
          {direction === 'asc' && <IconArrowUp size={14} aria-hidden />}
          {direction === 'desc' && <IconArrowDown size={14} aria-hidden />}
        </button>
      ) : (
        <Label column={column} />
      )}
      <span
        className={styles.grip}
        onMouseDown={cell.header.getResizeHandler()}
        onTouchStart={cell.header.getResizeHandler()}
        draggable
        onDragStart={stop}
        aria-hidden
      />
    </div>
  )
}

const stop = (event: DragEvent) => {
  event.preventDefault()
  event.stopPropagation()
}

function Label<Row>({ column }: { column: Cell<Row>['column'] }) {
  return (
    <span className={styles.text}>
      {column.label}
      {column.unit && <span className={styles.unit}>, {column.unit}</span>}
    </span>
  )
}
