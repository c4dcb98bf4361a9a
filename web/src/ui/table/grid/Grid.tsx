/* Rows and columns of a table on a screen: only what is in sight is drawn, the keyboard reaches all of it. */
import { useNavigate } from '@tanstack/react-router'
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { withIndex } from '@/ui/virtual'
import { type DataTableProps } from '../DataTable'
import { useLatest } from '../rows/useRows'
import { nextSorts } from '../sort'
import styles from '../table.module.css'
import { type Column } from '../types'
import { useRoom } from '../useRoom'
import { GridHead } from './Head'
import { type Place } from './move'
import { GridRow } from './Row'
import { useActive } from './useActive'
import { PICK_WIDTH, useModel, type Cell } from './useModel'

const ROW = 32
const HEAD = 34
/* Drawn beyond what is in sight, so that quick hands see no gap. */
const OVERSCAN = 24

export function Grid<Row>(props: DataTableProps<Row> & { columns: Column<Row>[] }) {
  const { label, source, columns, arrangement, rowKey, rowTitle, rowLink, currentKey, sorts = [], selection, maxHeight } = props
  const { t } = useTranslation('table')
  const format = useFormat()
  const scroller = useRef<HTMLDivElement>(null)
  const height = useRoom(scroller, maxHeight)
  const { cells, width } = useModel(columns, arrangement, selection !== undefined)
  const [editing, setEditing] = useState<Place | null>(null)
  const deeds = useDeeds(props, scroller, cells.length, setEditing)
  const active = useActive(deeds)
  const { place } = active
  const virtual = useVirtualizer({
    count: source.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    scrollMargin: HEAD,
    overscan: OVERSCAN,
    // The row with the keyboard stays drawn when it is scrolled away: the focus would be lost with it.
    rangeExtractor: useCallback((range: Range) => withIndex(defaultRangeExtractor(range), place.row, range.count), [place.row]),
  })
  const items = virtual.getVirtualItems()
  const [first, last] = [virtual.range?.startIndex ?? 0, virtual.range?.endIndex ?? 30]
  const rows = useRowDeeds(props, active.go, setEditing)

  useEffect(() => source.want(first, last)) // cheap, and the source may be another
  return (
    // eslint-disable-next-line jsx-a11y/interactive-supports-focus -- the focus is in one of its cells
    <div
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={source.total === null ? -1 : source.total + 1}
      aria-colcount={cells.length + (selection ? 1 : 0)}
      aria-multiselectable={selection ? true : undefined}
      className={styles.grid}
      // What is brought into sight comes clear of the header and of the columns that stay.
      style={{
        height: Math.min(height, source.count * ROW + HEAD + 14),
        scrollPadding: `${HEAD}px 0 0 ${frozenWidth(cells, selection !== undefined)}px`,
      }}
      onKeyDown={active.onKeyDown}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && active.onLeave()}
    >
      <div role="rowgroup" className={styles.canvas} style={{ height: virtual.getTotalSize() + HEAD, width }}>
        <GridHead
          cells={cells}
          width={width}
          arrangement={arrangement}
          sorts={sorts}
          active={active}
          pick={
            selection
              ? {
                  isAll: selection.keys.size > 0 && selection.keys.size >= source.count,
                  isSome: selection.keys.size > 0,
                  onPickAll: deeds.all,
                }
              : null
          }
          onSort={deeds.sort}
        />
        {items.map(({ index, start }) => {
          const row = source.get(index)
          const key = row === undefined ? undefined : rowKey(row)
          return (
            <GridRow
              key={index}
              row={row}
              index={index}
              start={start}
              cells={cells}
              title={row === undefined ? '' : rowTitle(row)}
              link={row === undefined ? undefined : rowLink?.(row)}
              isCurrent={key !== undefined && key === currentKey}
              isSelected={key !== undefined && selection?.has(key) === true}
              hasPick={selection !== undefined}
              active={place.row === index ? place.column : -1}
              editing={editing?.row === index ? editing.column : -1}
              t={t}
              format={format}
              {...rows}
              takesFocus={active.takesFocus}
              onCell={active.onCell}
            />
          )
        })}
      </div>
    </div>
  )
}

const frozenWidth = <Row,>(cells: readonly Cell<Row>[], hasPick: boolean) =>
  cells.reduce((sum, cell) => sum + (cell.left === undefined ? 0 : cell.width), hasPick ? PICK_WIDTH : 0)

/** What keys do to the grid as a whole. The object stays the same, so that rows do not have to be drawn again. */
function useDeeds<Row>(
  props: DataTableProps<Row>,
  scroller: React.RefObject<HTMLDivElement | null>,
  columns: number,
  setEditing: (place: Place | null) => void,
) {
  const latest = useLatest(props)
  const navigate = useNavigate()
  const extent = useMemo(() => ({ rows: props.source.count, columns, page: 20 }), [props.source.count, columns])

  return useMemo(() => {
    const keyAt = (index: number) => {
      const row = latest.current.source.get(index)
      return row === undefined ? undefined : latest.current.rowKey(row)
    }
    return {
      extent,
      reveal: (place: Place) => reveal(scroller.current, place),
      open: (index: number) => {
        const { source, onOpen, rowLink } = latest.current
        const row = source.get(index)
        if (row === undefined) return
        if (onOpen) onOpen(row, index)
        else if (rowLink) void navigate({ href: rowLink(row) })
      },
      toggle: (index: number) => {
        const key = keyAt(index)
        if (key !== undefined) latest.current.selection?.toggle(key, index)
      },
      extend: (index: number) => latest.current.selection?.extend(index, keyAt),
      edit: (place: Place) => setEditing(place),
      sort: (column: number, isMore: boolean) => {
        const { arrangement, sorts = [], onSort } = latest.current
        const { id, sortable } = arrangement.shown[column] ?? {}
        if (id && sortable) onSort?.(nextSorts(sorts, id, isMore))
      },
      clear: () => latest.current.selection?.clear(),
      all: () => {
        const { selection, source, onPickAll } = latest.current
        if (!selection) return
        if (selection.keys.size > 0) selection.clear()
        else if (onPickAll) onPickAll()
        else selection.set(source.loaded(source.count).map(latest.current.rowKey))
      },
    }
  }, [extent, latest, navigate, scroller, setEditing])
}

/** What is done in a row; the functions stay the same. */
function useRowDeeds<Row>(props: DataTableProps<Row>, go: (place: Place) => void, setEditing: (place: Place | null) => void) {
  const latest = useLatest(props)
  const navigate = useNavigate()

  return useMemo(
    () => ({
      onEdit: (row: number, column: number) => setEditing({ row, column }),
      onCancel: () => setEditing(null),
      onOpen: (index: number) => {
        const { source, onOpen, rowLink } = latest.current
        const row = source.get(index)
        if (row === undefined) return
        if (onOpen) onOpen(row, index)
        else if (rowLink) void navigate({ to: rowLink(row) })
      },
      onPick: (index: number, isRange: boolean) => {
        const { source, selection, rowKey } = latest.current
        const keyAt = (at: number) => {
          const row = source.get(at)
          return row === undefined ? undefined : rowKey(row)
        }
        const key = keyAt(index)
        if (isRange) selection?.extend(index, keyAt)
        else if (key !== undefined) selection?.toggle(key, index)
      },
      onSave: async (index: number, at: number, value: unknown) => {
        const { source, arrangement, onEdit } = latest.current
        const [row, column] = [source.get(index), arrangement.shown[at]]
        setEditing(null)
        go({ row: index, column: at })
        if (row !== undefined && column) await onEdit?.(row, column, value)
      },
    }),
    [go, latest, navigate, setEditing],
  )
}

/** Scrolls so that a row is below the header and above the end. */
function reveal(scroller: HTMLElement | null, { row }: Place) {
  if (!scroller || row < 0) return
  const [top, bottom] = [row * ROW, (row + 1) * ROW]
  const [from, to] = [scroller.scrollTop, scroller.scrollTop + scroller.clientHeight - HEAD]
  if (top < from) scroller.scrollTop = top
  else if (bottom > to) scroller.scrollTop = bottom - (to - from)
}
