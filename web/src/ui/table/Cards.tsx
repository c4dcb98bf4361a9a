/* The same rows on a narrow screen: two lines each, with what the columns say is the most important. */
import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { NOTHING } from '@/i18n/format'
import { useFormat } from '@/i18n/use'
import { isRight, sayValue, showValue } from './cell'
import { type DataTableProps } from './DataTable'
import styles from './table.module.css'
import { type Column } from './types'
import { useRoom } from './useRoom'

const HEIGHT = 60

interface CardColumns<Row> {
  title?: Column<Row>
  figures: Column<Row>[]
  details: Column<Row>[]
}

/** What stands on a card: what was named for it, else the first columns; never more than two lines hold. */
export function cardColumns<Row>(columns: readonly Column<Row>[]): CardColumns<Row> {
  const title = columns.find((column) => column.card === 'title') ?? columns[0]
  const rest = columns.filter((column) => column !== title && column.kind !== 'spark' && column.kind !== 'custom')
  const named = rest.filter((column) => column.card)
  const chosen = named.length > 0 ? named : rest
  const isFigure = (column: Column<Row>) => (column.card ? column.card === 'figure' : isRight(column))
  const figures = chosen.filter(isFigure).slice(0, 2)
  const when = figures.length === 0 ? chosen.filter((column) => column.kind === 'date' || column.kind === 'instant').slice(0, 1) : []
  const right = [...figures, ...when]
  return { title, figures: right, details: chosen.filter((column) => !right.includes(column) && !isFigure(column)).slice(0, 3) }
}

export function Cards<Row>({
  columns,
  source,
  rowKey,
  rowTitle,
  rowLink,
  onOpen,
  currentKey,
  label,
  maxHeight,
}: DataTableProps<Row> & { columns: Column<Row>[] }) {
  const { t } = useTranslation('table')
  const format = useFormat()
  const scroller = useRef<HTMLDivElement>(null)
  const height = useRoom(scroller, maxHeight)
  const virtual = useVirtualizer({
    count: source.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHT,
    overscan: 12,
  })
  const items = virtual.getVirtualItems()
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
  const { title, figures, details } = cardColumns(columns)
  const say = (column: Column<Row>, row: Row) => sayValue(column, row, format, t)
  const tell = (column: Column<Row>, row: Row) => (column.render ? showValue(column, row, format, t) : say(column, row))

  useEffect(() => source.want(first, last)) // cheap, and the source may be another
  return (
    <div ref={scroller} className={styles.grid} style={{ height }}>
      <div className={styles.canvas} style={{ height: virtual.getTotalSize() }} role="list" aria-label={label}>
        {items.map(({ index, start }) => {
          const row = source.get(index)
          const style = { transform: `translateY(${start}px)` }
          if (!row) return <div key={index} className={styles.card} style={style} role="listitem" data-skeleton aria-busy />
          return (
            <div key={rowKey(row)} role="listitem" aria-setsize={source.total ?? -1} aria-posinset={index + 1}>
              <Link
                to={rowLink?.(row) ?? '.'}
                className={styles.card}
                style={style}
                data-current={currentKey === rowKey(row) || undefined}
                onClick={(event) => {
                  if (!onOpen || event.metaKey || event.ctrlKey) return
                  event.preventDefault()
                  onOpen(row, index)
                }}
              >
                <span className={styles.cardTitle}>{title ? say(title, row) : rowTitle(row)}</span>
                <span className={styles.cardFigure}>{figures[0] && tell(figures[0], row)}</span>
                <span className={styles.cardDetail}>
                  {details
                    .map((column) => say(column, row))
                    .filter((text) => text !== NOTHING)
                    .join(' · ')}
                </span>
                <span className={styles.cardFigure}>{figures[1] && showValue(figures[1], row, format, t)}</span>
              </Link>
            </div>
          )
        })}
      </div>
    </div>
  )
}
