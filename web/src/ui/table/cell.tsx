/* How a value stands in a cell, by the kind of its column; the same words for screen, paper and copies. */
import { type ReactNode } from 'react'
import { type TFunction } from 'i18next'
import { NOTHING, type Format, type Money } from '@/i18n/format'
import { Sparkline } from '../chart/Sparkline'
import styles from './table.module.css'
import { type Column } from './types'

const RIGHT = new Set<Column<unknown>['kind']>(['number', 'money', 'percent', 'change'])

export const isRight = <Row,>(column: Column<Row>) => (column.align ?? (RIGHT.has(column.kind) ? 'end' : 'start')) === 'end'

type Scalar = number | string | null | undefined

function sayMoney(value: unknown, column: Column<never>, format: Format): string {
  if (value === null || value === undefined) return NOTHING
  if (typeof value !== 'object') return format.number(value as Scalar, column.digits)
  return column.unit ? format.number((value as Money).amount, column.digits) : format.money(value as Money, column.digits)
}

/** The value in words. */
export function sayValue<Row>(column: Column<Row>, row: Row, format: Format, t: TFunction): string {
  const value = column.value(row)
  switch (column.kind) {
    case 'number':
      return format.number(value as Scalar, column.digits ?? (Number.isInteger(Number(value)) ? 0 : 2))
    case 'money':
      return sayMoney(value, column as Column<never>, format)
    case 'percent':
      return format.percent(value === null || value === undefined ? null : Number(value), column.digits)
    case 'change':
      return format.change(value === null || value === undefined ? null : Number(value), column.digits)
    case 'date':
      return format.date(value as string | null)
    case 'instant':
      return format.instant(value as string | null)
    case 'boolean':
      return value === null || value === undefined ? NOTHING : t(value ? 'common:actions.yes' : 'common:actions.no')
    case 'spark':
      return Array.isArray(value) ? value.map((one) => format.short(one as Scalar)).join(' ') : NOTHING
    default:
      return value === null || value === undefined || value === '' ? NOTHING : String(value)
  }
}

const sayTrend = (values: (number | null)[], format: Format, t: TFunction) =>
  t('table:trend', { count: values.length, first: format.short(values[0]), last: format.short(values.at(-1)) })

/** Where a click on an address, a number or a page goes; null when it is none that is safe to open. */
export function hrefOf(value: string): string | null {
  if (/^https?:\/\//i.test(value)) return value
  if (/^[^\s@:/]+@[^\s@:/]+$/.test(value)) return `mailto:${value}`
  return /^\+?[\d\s/()-]+$/.test(value) ? `tel:${value.replace(/[^+\d]/g, '')}` : null
}

export function showValue<Row>(column: Column<Row>, row: Row, format: Format, t: TFunction): ReactNode {
  if (column.render) return column.render(row)
  const value = column.value(row)
  if (column.kind === 'spark')
    return Array.isArray(value) ? (
      <span className={styles.trend}>
        <Sparkline values={value as (number | null)[]} label={sayTrend(value as (number | null)[], format, t)} height={20} width={88} />
      </span>
    ) : (
      NOTHING
    )
  const text = sayValue(column, row, format, t)
  const href = column.kind === 'link' ? hrefOf(text) : null
  if (href !== null) {
    return (
      <a href={href} tabIndex={-1} rel="noreferrer">
        {text}
      </a>
    )
  }
  if (column.kind === 'change' && text !== NOTHING) {
    const change = Number(value)
    return <span className={change > 0 ? styles.good : change < 0 ? styles.bad : undefined}>{text}</span>
  }
  return text
}
