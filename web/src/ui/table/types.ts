/* What a table is made of: columns that know how to read a row, rows that come when they are wanted, an order. */
import { type ReactNode } from 'react'
import { type Field } from '@/api/records'

export type ColumnKind =
  | 'text'
  | 'number'
  | 'money'
  | 'percent'
  | 'change'
  | 'date'
  | 'instant'
  | 'boolean'
  | 'choice'
  | 'reference'
  | 'link'
  | 'spark'
  | 'custom'

export interface Column<Row> {
  id: string
  label: string
  kind: ColumnKind
  /** What the cell shows and what print and copies take: a text, a number, money, a list of numbers for 'spark'. */
  value(row: Row): unknown
  render?(row: Row): ReactNode
  /** Stands in the header instead of in every cell: RSD, days. */
  unit?: string
  /** What the column means, for whoever points at its head. */
  hint?: string
  /** Digits of the fraction. */
  digits?: number
  width?: number
  align?: 'start' | 'end'
  sortable?: boolean
  /** Not among the columns that are shown at first. */
  hidden?: boolean
  /** How a cell is edited in its place; without it it is not. */
  edit?: Field
  /** Its place on a card of a narrow screen; without it the first columns are taken. */
  card?: 'title' | 'figure' | 'detail'
}

export interface Sort {
  id: string
  desc: boolean
}

/** Rows by their place, of which only those that are wanted have to be there. */
export interface RowSource<Row> {
  /** How many rows there are; null while nobody has counted. */
  total: number | null
  /** How many rows the table makes room for. */
  count: number
  get(index: number): Row | undefined
  /** These are in sight: they come, and what is near them. */
  want(first: number, last: number): void
  /** Nothing has come yet. */
  isPending: boolean
  /** What is shown is of the question before this one. */
  isStale: boolean
  error: unknown
  /** The rows that have come, from the first on, without a gap. */
  loaded(limit: number): Row[]
}
