/* The table on paper: what has come, in plain rows with a header on every page. It is made only while printing. */
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { useIsPrinting } from '@/ui/printing'
import { isRight, sayValue, showValue } from './cell'
import styles from './table.module.css'
import { type Column, type RowSource } from './types'

const MOST_ROWS = 1000

interface PaperProps<Row> {
  label: string
  columns: readonly Column<Row>[]
  source: RowSource<Row>
  rowKey(row: Row): string
}

export function Paper<Row>(props: PaperProps<Row>) {
  return useIsPrinting() ? <PrintedTable {...props} /> : null
}

function PrintedTable<Row>({ label, columns, source, rowKey }: PaperProps<Row>) {
  const { t } = useTranslation('table')
  const format = useFormat()
  const rows = source.loaded(MOST_ROWS)
  const all = source.total ?? source.count

  return (
    <>
      <table className={styles.paper} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} className={isRight(column) ? styles.end : undefined}>
                {column.unit ? `${column.label}, ${column.unit}` : column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td key={column.id} className={isRight(column) ? styles.end : undefined}>
                  {column.kind === 'spark' ? showValue(column, row, format, t) : sayValue(column, row, format, t)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length < all && <p>{t('printed', { shown: format.number(rows.length), all: format.number(all) })}</p>}
    </>
  )
}
