/* One row of a grid. It is drawn again only when something of it changed. */
import { Link } from '@tanstack/react-router'
import { memo, useLayoutEffect, useRef, type CSSProperties, type ReactNode } from 'react'
import { type TFunction } from 'i18next'
import { type Format } from '@/i18n/format'
import { isRight, sayValue, showValue } from '../cell'
import { CellEditor } from '../edit/CellEditor'
import styles from '../table.module.css'
import { type Column } from '../types'
import { PICK_WIDTH, type Cell } from './useModel'

export interface RowProps<Row> {
  /* Words and numbers of the language, looked up once for the grid: a cell is drawn thousands of times. */
  t: TFunction<'table'>
  format: Format
  row: Row | undefined
  index: number
  start: number
  cells: readonly Cell<Row>[]
  title: string
  link?: string
  isCurrent: boolean
  isSelected: boolean
  hasPick: boolean
  /** The column of this row that the keyboard is in; -1: none. */
  active: number
  takesFocus(): boolean
  /** The column that is being edited; -1: none. */
  editing: number
  onCell(index: number, column: number): void
  onEdit(index: number, column: number): void
  onOpen(index: number): void
  onPick(index: number, isRange: boolean): void
  onSave(index: number, column: number, value: unknown): Promise<void>
  onCancel(): void
}

export const frozenStyle = (width: number, left: number | undefined): CSSProperties => ({
  width,
  ...(left === undefined ? {} : { left }),
})

export const cellClass = <Row,>({ left, isLastFrozen, column }: Cell<Row>, own: string | undefined) =>
  [own, left !== undefined && styles.frozen, isLastFrozen && styles.lastFrozen, isRight(column) && styles.end].filter(Boolean).join(' ')

function RowOfGrid<Row>(props: RowProps<Row>) {
  const { row, index, start, cells, isCurrent, isSelected, hasPick } = props

  return (
    <div
      role="row"
      className={styles.row}
      style={{ transform: `translateY(${start}px)` }}
      aria-rowindex={index + 2}
      aria-selected={hasPick ? isSelected : undefined}
      data-current={isCurrent || undefined}
      data-skeleton={row === undefined || undefined}
      aria-busy={row === undefined || undefined}
    >
      {hasPick && <Pick {...props} />}
      {cells.map((cell, i) => (
        <CellOfRow key={cell.column.id} {...props} cell={cell} at={i} />
      ))}
    </div>
  )
}

export const GridRow = memo(RowOfGrid) as typeof RowOfGrid

function Pick<Row>({ row, index, isSelected, title, t, onPick }: RowProps<Row>) {
  return (
    <div
      role="gridcell"
      aria-colindex={1}
      className={`${styles.cell} ${styles.frozen}`}
      style={{ width: PICK_WIDTH, left: 0, padding: 0 }}
    >
      {row !== undefined && (
        <label className={styles.pick}>
          <input
            type="checkbox"
            tabIndex={-1}
            checked={isSelected}
            aria-label={t('pick', { title })}
            onChange={(event) => onPick(index, (event.nativeEvent as MouseEvent).shiftKey)}
          />
        </label>
      )}
    </div>
  )
}

function CellOfRow<Row>({ cell, at, ...props }: RowProps<Row> & { cell: Cell<Row>; at: number }) {
  const { row, index, hasPick, active, takesFocus, editing, onCell, onEdit } = props
  const ref = useRef<HTMLDivElement>(null)
  const isActive = active === at
  const isEditing = editing === at && row !== undefined
  const isFrozen = cell.left !== undefined

  useLayoutEffect(() => {
    if (!isActive || isEditing || !takesFocus()) return
    ref.current?.focus({ preventScroll: true })
    if (!isFrozen) ref.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [isActive, isEditing, isFrozen, takesFocus])
  return (
    <div
      ref={ref}
      role={at === 0 ? 'rowheader' : 'gridcell'}
      aria-colindex={at + 1 + (hasPick ? 1 : 0)}
      tabIndex={isActive ? 0 : -1}
      className={cellClass(cell, `${styles.cell} ${cell.column.edit ? styles.editable : ''}`)}
      style={frozenStyle(cell.width, cell.left)}
      onFocus={() => onCell(index, at)}
      onDoubleClick={() => cell.column.edit && onEdit(index, at)}
    >
      {row === undefined ? (
        <span className={styles.skeleton} />
      ) : isEditing ? (
        <Editing {...props} row={row} column={cell.column} at={at} />
      ) : (
        <Content {...props} row={row} column={cell.column} at={at} />
      )}
    </div>
  )
}

type ContentProps<Row> = RowProps<Row> & { row: Row; column: Column<Row>; at: number }

function Editing<Row>({ row, column, at, index, onSave, onCancel }: ContentProps<Row>) {
  if (!column.edit) return null
  return (
    <CellEditor
      field={column.edit}
      record={row as Record<string, unknown>}
      onSave={(value) => onSave(index, at, value)}
      onCancel={onCancel}
    />
  )
}

function Content<Row>({ row, column, at, link, index, t, format, onOpen }: ContentProps<Row>) {
  const shown: ReactNode = showValue(column, row, format, t)

  if (at > 0 || link === undefined || column.render) {
    return (
      <span className={styles.text} title={typeof shown === 'string' ? shown : undefined}>
        {shown}
      </span>
    )
  }
  return (
    <Link
      to={link}
      className={styles.text}
      tabIndex={-1}
      title={sayValue(column, row, format, t)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        onOpen(index)
      }}
    >
      {shown}
    </Link>
  )
}
