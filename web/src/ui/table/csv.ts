/* Rows as a file of commas, for tables whose rows no list of records holds. As the API's own files: Serbian programs expect semicolons and
 * decimal commas; and no cell can be taken for a formula. */
import { type Money } from '@/i18n/format'
import { type Column } from './types'

const BYTE_ORDER_MARK = '\ufeff'
const FORMULA = /^[=+\-@\t\r]/
const isNumber = (text: string) => /^-?\d+(\.\d+)?$/.test(text)

/** The value as other programs read it: numbers exact, days as the API has them. */
function plain(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(plain).join(' ')
  return typeof value === 'object' ? String((value as Partial<Money>).amount ?? '') : String(value)
}

function cellOf(text: string, separator: string, comma: boolean): string {
  if (isNumber(text)) return comma ? text.replace('.', ',') : text
  const safe = FORMULA.test(text) ? `'${text}` : text
  return safe.includes(separator) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export function csvOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[], language: string): string {
  const serbian = language !== 'en'
  const separator = serbian ? ';' : ','
  const line = (texts: string[]) => texts.map((text) => cellOf(text, separator, serbian)).join(separator)
  const head = columns.map(({ label, unit }) => (unit ? `${label} (${unit})` : label))
  return (
    BYTE_ORDER_MARK + [line(head), ...rows.map((row) => line(columns.map((column) => plain(column.value(row)))))].join('\r\n') + '\r\n'
  )
}
