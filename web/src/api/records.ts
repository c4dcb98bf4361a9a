/* Records of any type: what they are (records.json, made from the description of the API) and how they are read and changed.
 * The routes are the same for every type, so they are written once. */
import description from './generated/records.json'
import { send, type Query } from './send'
import type { HistoryItem } from './problem'

export interface Label {
  en: string
  sr: string
}

export type FieldKind =
  | 'text' | 'long_text' | 'integer' | 'decimal' | 'money' | 'percent' | 'date' | 'instant' | 'boolean' | 'choice' | 'reference'
  | 'references' | 'email' | 'phone' | 'url' | 'country' | 'colour' | 'file' | 'tax_number' | 'company_number'

export interface Field {
  name: string
  kind: FieldKind
  label: Label
  class: string
  to?: string
  hint?: string
  default?: unknown
  choices?: { value: string; label: Label }[]
  required?: boolean
  fixed?: boolean
  unique?: boolean
  searchable?: boolean
  computed?: boolean
  min?: number
  max?: number
  max_length?: number
  pattern?: string
}

export interface Transition {
  from: string | null
  to: string
  requires?: string
}

export interface RecordType {
  name: string
  plural: string
  label: Label
  plural_label: Label | null
  title: string | null
  state: string | null
  transitions: Transition[]
  read: string
  write: string
  fields: Field[]
}

/** A record as the API gives it: its own members, and the fields that the reader may see. */
export type KamRecord = {
  id: string
  version: number
  created_at: string
  updated_at: string
  warnings?: { pointer: string; detail: string }[]
} & {
  [field: string]: unknown
}

export interface Page<T = KamRecord> {
  items: T[]
  next: string | null
  total?: number
}

const types = description as unknown as Record<string, RecordType>

export const recordTypes = (): RecordType[] => Object.values(types)

export function recordType(name: string): RecordType {
  const type = types[name]
  if (!type) throw new Error(`there is no type of record '${name}'`)
  return type
}

export const typeOfPlural = (plural: string): RecordType | undefined => recordTypes().find((type) => type.plural === plural)
export const fieldOf = (type: RecordType, name: string): Field | undefined => type.fields.find((field) => field.name === name)
/** What the record is called, in words that people typed. */
export const titleOf = (type: RecordType, record: KamRecord): string => String((type.title && record[type.title]) ?? record.id)

const pathOf = (type: string, id?: string, rest = '') => `/api/v1/${recordType(type).plural}${id ? `/${id}` : ''}${rest}`

/* Keys of the query cache: everything of a type begins with ['records', type]. */
export const recordKeys = {
  type: (type: string) => ['records', type] as const,
  list: (type: string, query: Query) => ['records', type, 'list', query] as const,
  one: (type: string, id: string) => ['records', type, 'one', id] as const,
  part: (type: string, id: string, part: string) => ['records', type, 'one', id, part] as const,
}

/** Types below whose keys answers are kept that hold records of another type, too: they are old when one of these changes. */
export const HELD_BELOW: Readonly<Record<string, readonly string[]>> = { group_role: ['group_membership'] }

export async function listRecords(type: string, query: Query = {}, options: { count?: boolean; signal?: AbortSignal } = {}): Promise<Page> {
  const headers = options.count ? { Prefer: 'count=exact' } : undefined
  return (await send<Page>('GET', pathOf(type), { query, headers, signal: options.signal })).data
}

export const getRecord = async (type: string, id: string, query?: Query) => (await send<KamRecord>('GET', pathOf(type, id), { query })).data

export const createRecord = async (type: string, values: object, query?: Query) =>
  (await send<KamRecord>('POST', pathOf(type), { body: values, query })).data

export const patchRecord = async (type: string, id: string, version: number | '*', changes: object) =>
  (await send<KamRecord>('PATCH', pathOf(type, id), { body: changes, version })).data

export const deleteRecord = async (type: string, id: string, version: number | '*') => {
  await send('DELETE', pathOf(type, id), { version })
}

export const restoreRecord = async (type: string, id: string) => (await send<KamRecord>('POST', pathOf(type, id, '/restore'))).data

export const changeRecords = async (type: string, ids: readonly string[], changes: object) =>
  (await send<{ changed: number }>('POST', pathOf(type, undefined, '/bulk'), { body: { ids, changes } })).data

export const historyOf = async (type: string, id: string, query?: Query) =>
  (await send<Page<HistoryItem>>('GET', pathOf(type, id, '/history'), { query })).data

export interface Found {
  type: string
  id: string
  title: string
  detail: string | null
  account: { id: string; name: string | null } | null
}

/** Records of all types by the beginnings of their words. */
export const searchRecords = async (q: string, limit = 20, signal?: AbortSignal) =>
  (await send<{ items: Found[] }>('GET', '/api/v1/search', { query: { q, limit }, signal })).data.items

/** Where the page shows a record. */
export const placeOf = (type: string, id: string): string =>
  type === 'account' ? `/accounts/${id}` : `/records/${recordType(type).plural}/${id}`
