/* The columns of a type of record, out of its fields that the reader may see. */
import { createElement, type ReactNode } from 'react'
import { embedOf, namesIn } from '@/api/names'
import { fieldOf, type Field, type KamRecord, type RecordType } from '@/api/records'
import { maySee, mayWrite, type Session } from '@/api/session'
import { say } from '@/i18n'
import { type Money } from '@/i18n/format'
import { DueDay } from '../record/DueDay'
import { FieldValue } from '../record/FieldValue'
import { type Column, type ColumnKind } from './types'

const KINDS: Partial<Record<Field['kind'], ColumnKind>> = {
  integer: 'number',
  decimal: 'number',
  money: 'money',
  percent: 'percent',
  date: 'date',
  instant: 'instant',
  boolean: 'boolean',
  choice: 'choice',
  reference: 'reference',
  references: 'reference',
  url: 'link',
  email: 'link',
  phone: 'link',
}

const WIDTHS: Partial<Record<ColumnKind, number>> = {
  number: 110,
  money: 130,
  percent: 90,
  date: 110,
  instant: 150,
  boolean: 90,
  choice: 130,
  reference: 180,
}

/* What is not read in rows: long texts, pictures, what only programs need. */
const NOT_IN_ROWS = new Set<Field['kind']>(['long_text', 'file'])
const SHOWN_AT_FIRST = 7

const readReference = (field: Field, record: KamRecord) =>
  namesIn(field, record)
    .map(({ name }) => name)
    .join(', ') || null

/* What imports wrote where people would refer to a record: 'category' beside 'category_id'. One column says both. */
const importedOf = (type: RecordType, field: Field): Field | undefined =>
  field.kind === 'reference' && field.name.endsWith('_id')
    ? type.fields.find(({ name, kind }) => kind === 'text' && name === field.name.slice(0, -'_id'.length))
    : undefined

function readValue(type: RecordType, field: Field, record: KamRecord, language: string): unknown {
  const value = record[field.name] ?? null
  const imported = importedOf(type, field)
  if (imported && value === null) return record[imported.name] ?? null
  if (field.kind === 'reference' || field.kind === 'references') return readReference(field, record)
  if (field.kind === 'choice') return say(field.choices?.find((choice) => choice.value === value)?.label, language) || value
  return value
}

const mayEdit = (type: RecordType, field: Field, session: Session) =>
  !field.computed && !field.fixed && session.permissions.includes(type.write) && mayWrite(session, field.class)

/* What is more than its text in a cell. */
function renderOf(type: RecordType, field: Field): ((record: KamRecord) => ReactNode) | undefined {
  if (field.name === 'due_on' && type.state) return (record) => createElement(DueDay, { type, field, record })
  const imported = importedOf(type, field)
  if (imported)
    return (record) => createElement(FieldValue, { field: record[field.name] ? field : imported, record, plain: true })
  if (field.to && embedOf(type, field) === null) return (record) => createElement(FieldValue, { field, record, plain: true })
  return undefined
}

function columnOf(type: RecordType, field: Field, session: Session, language: string): Column<KamRecord> {
  const kind = KINDS[field.kind] ?? 'text'
  const isTitle = field.name === type.title
  return {
    id: field.name,
    label: say(field.label, language),
    kind,
    value: (record) => readValue(type, field, record, language),
    render: renderOf(type, field),
    width: isTitle ? 280 : field.name === 'due_on' ? 124 : (WIDTHS[kind] ?? 160),
    sortable: field.kind !== 'references' && field.kind !== 'reference',
    edit: mayEdit(type, field, session) ? field : undefined,
    card: isTitle ? 'title' : undefined,
  }
}

/** The title first, then the others as the type has them; seven are shown until somebody chooses. */
export function columnsOfType(type: RecordType, session: Session, language: string): Column<KamRecord>[] {
  const fields = type.fields.filter((field) => maySee(session, field.class) && !NOT_IN_ROWS.has(field.kind))
  const title = fields.filter(({ name }) => name === type.title)
  const rest = fields.filter(({ name }) => name !== type.title)
  const said = new Set(rest.map((field) => importedOf(type, field)))
  const first = rest.filter((field) => !field.computed && field.kind !== 'url' && !said.has(field))
  const shown = new Set([...title, ...first].slice(0, SHOWN_AT_FIRST))
  const created: Column<KamRecord>[] = (['created_at', 'updated_at'] as const).map((name) => ({
    id: name,
    label: say(OWN_LABELS[name], language),
    kind: 'instant',
    value: (record) => record[name],
    width: 150,
    sortable: true,
    hidden: true,
  }))
  return [...[...title, ...rest].map((field) => ({ ...columnOf(type, field, session, language), hidden: !shown.has(field) })), ...created]
}

const OWN_LABELS = { created_at: { en: 'Added', sr: 'Dodato' }, updated_at: { en: 'Changed', sr: 'Izmenjeno' } }

/** How a list begins: tasks by when they are due, what happened by when, everything else by name. */
export function defaultOrder(type: RecordType): string {
  const due = type.state !== null ? type.fields.find((field) => field.kind === 'date') : undefined
  if (due) return due.name
  const when = type.fields.find((field) => (field.kind === 'instant' || field.kind === 'date') && field.required)
  if (when) return `${when.name}.desc`
  // A name that is put together of others has no order of its own that is quick: people are listed by their family names.
  const title = type.fields.find((field) => field.name === type.title)
  const part = title?.computed ? type.fields.find((field) => field.kind === 'text' && field.required) : undefined
  return part?.name ?? type.title ?? 'id'
}

/** What a list is asked for so that these columns can be shown: ids, versions, states, what references are called. */
export function selectOf(type: RecordType, columns: readonly { id: string }[]): string {
  const members = columns.flatMap(({ id }) => {
    const field = fieldOf(type, id)
    if (!field?.to) return [id]
    const imported = importedOf(type, field)
    if (imported) return [id, imported.name]
    const names = embedOf(type, field)
    if (field.kind === 'references') return [names ?? id]
    return names === null ? [id] : [id, names]
  })
  return [...new Set(['id', 'version', ...(type.title ? [type.title] : []), ...(type.state ? [type.state] : []), ...members])].join(',')
}

/** The currency that all these rows have, if it is one. */
export function commonCurrency<Row>(rows: readonly Row[], read: (row: Row) => unknown): string | null {
  let currency: string | null = null
  for (const row of rows) {
    const money = read(row) as Money | null
    if (!money?.currency) continue
    if (currency !== null && currency !== money.currency) return null
    currency = money.currency
  }
  return currency
}
