/* A table of any number of rows: a grid where there is room, cards on a narrow screen, a plain table on paper. What stands around it
 * (filters, views, what is done to marked rows) are pieces of their own: see README of the page. */
import { useMediaQuery } from '@mantine/hooks'
import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { Empty, Failed, Loading } from '../states/States'
import { Cards } from './Cards'
import { commonCurrency } from './columns'
import { Grid } from './grid/Grid'
import { Paper } from './Paper'
import styles from './table.module.css'
import { type Arrangement } from './useArrangement'
import { type Column, type RowSource, type Sort } from './types'
import { type Selection } from './useSelection'

export interface DataTableProps<Row> {
  /** What the rows are, for those who do not see the page's head: "Accounts". */
  label: string
  source: RowSource<Row>
  arrangement: Arrangement<Row>
  rowKey(row: Row): string
  /** What a row is called. */
  rowTitle(row: Row): string
  /** The page of a row. */
  rowLink?(row: Row): string
  /** Instead of going to the page of the row: Enter and a click on it. */
  onOpen?(row: Row, index: number): void
  /** The row that is shown beside the table. */
  currentKey?: string
  sorts?: readonly Sort[]
  onSort?(sorts: Sort[]): void
  selection?: Selection
  /** Marks all rows of the list, those that have not come as well; without it those that have. */
  onPickAll?(): void
  /** Saves one cell; what it throws is said by it, and the old value comes back. */
  onEdit?(row: Row, column: Column<Row>, value: unknown): Promise<void>
  empty?: ReactNode
  /** Less than the rest of the window. */
  maxHeight?: number
  retry?(): void
}

const LOOKED_AT_FOR_UNIT = 100

/** Where all money is of one currency, it stands in the header. */
function useUnits<Row>(columns: readonly Column<Row>[], source: RowSource<Row>): Column<Row>[] {
  const sample = source.loaded(LOOKED_AT_FOR_UNIT)
  const units = columns
    .map((column) => (column.kind === 'money' && !column.unit ? (commonCurrency(sample, column.value) ?? '') : (column.unit ?? '')))
    .join('\n')
  return useMemo(() => {
    const words = units.split('\n')
    return columns.map((column, i) => (words[i] && !column.unit ? { ...column, unit: words[i] } : column))
  }, [columns, units])
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { source, arrangement, empty, retry } = props
  const { t } = useTranslation('table')
  const isNarrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const columns = useUnits(arrangement.shown, source)

  if (source.error && source.count === 0) return <Failed error={source.error} reset={retry} />
  if (source.isPending) return <Loading />
  if (source.count === 0) return <>{empty ?? <Empty title={t('empty')}>{t('empty_why')}</Empty>}</>
  return (
    <div className={styles.frame}>
      <div className={`${styles.screen} ${source.isStale ? styles.stale : ''}`} aria-busy={source.isStale || undefined}>
        {isNarrow ? <Cards {...props} columns={columns} /> : <Grid {...props} columns={columns} />}
        <Foot source={source} selected={props.selection?.keys.size ?? 0} />
      </div>
      <Paper columns={columns} source={source} label={props.label} rowKey={props.rowKey} />
    </div>
  )
}

function Foot<Row>({ source, selected }: { source: RowSource<Row>; selected: number }) {
  const { t } = useTranslation('table')
  const format = useFormat()

  return (
    <div className={styles.foot} role="status">
      <span>{t('rows', { count: source.total ?? source.count, number: format.number(source.total ?? source.count) })}</span>
      {selected > 0 && <span>{t('selected', { count: selected, number: format.number(selected) })}</span>}
    </div>
  )
}
