/* What records are called: rows ask for the names of what they refer to along with themselves; editors look for records by words. */
import { useQuery } from '@tanstack/react-query'
import { isProblem } from './problem'
import {
  getRecord,
  listRecords,
  recordKeys,
  recordType,
  recordTypes,
  titleOf,
  type Field,
  type KamRecord,
  type RecordType,
} from './records'
import type { Query } from './send'
import { maySee, mayDo, type Session } from './session'

export interface Named {
  id: string
  name: string
  /** What tells it from others of its name. */
  detail?: string
}

const OWN = ['id', 'version', 'created_at', 'created_by', 'updated_at', 'updated_by']
const isKnown = (name: string | undefined): name is string => recordTypes().some((type) => type.name === name)
const titleField = (type: string) => recordType(type).title ?? 'id'

/* Where a row holds the name of what a field refers to: owner_id -> owner; lists of references hold names in place of ids. */
const nameMember = (field: Field): string => (field.kind === 'references' ? field.name : field.name.replace(/_id$/, ''))

/**
 * What `select` says for the names of what a field refers to, "owner(id,name)"; null when they cannot come along: the member is
 * already that of another field, as a product's category is.
 */
export function embedOf(type: RecordType, field: Field): string | null {
  if (!isKnown(field.to)) return null
  const member = nameMember(field)
  const isFree = field.kind === 'references' || (field.name.endsWith('_id') && !type.fields.some(({ name }) => name === member))
  return isFree ? `${member}(${[...new Set(['id', titleField(field.to)])].join(',')})` : null
}

const mayName = (session: Session, field: Field): boolean => isKnown(field.to) && mayDo(session, recordType(field.to).read)

/** `select` for all fields that the reader may see, with the names of what they refer to. */
export function selectWithNames(type: RecordType, session: Session, only?: readonly string[]): string {
  const seen = type.fields.filter((field) => maySee(session, field.class) && (!only || only.includes(field.name)))
  const named = seen.filter((field) => mayName(session, field) && embedOf(type, field) !== null)
  const embedded = named.map((field) => embedOf(type, field))
  const own = seen.filter((field) => field.kind !== 'references' || !named.includes(field)).map((field) => field.name)
  return [...OWN, ...own, ...embedded].join(',')
}

const namedFrom = (type: RecordType, record: KamRecord): Named => ({ id: record.id, name: titleOf(type, record) })

/** The records that a field of a row refers to, with their names; an id stands for a name that did not come along. */
export function namesIn(field: Field, record: Record<string, unknown>): Named[] {
  if (!isKnown(field.to)) return []
  const type = recordType(field.to)
  // A member of that name may be another field's; what came along is an object.
  const named = record[nameMember(field)]
  const held = typeof named === 'object' && named !== null ? named : record[field.name]
  return [held]
    .flat()
    .filter((one) => one !== null && one !== undefined && one !== '')
    .map((one) => (typeof one === 'object' ? namedFrom(type, one as KamRecord) : { id: String(one), name: String(one) }))
}

/** The record without the names that came along: as it is written back. */
export function withoutNames(type: RecordType, record: KamRecord): KamRecord {
  const plain: KamRecord = { ...record }
  for (const field of type.fields)
    if (field.kind === 'references' && Array.isArray(record[field.name])) plain[field.name] = namesIn(field, record).map(({ id }) => id)
    else if (field.kind === 'reference' && embedOf(type, field) !== null) delete plain[nameMember(field)]
  return plain
}

/** What a record is called; null while it comes, and when it is not seen. */
export function useRecordName(type: string, id: string | null): string | null {
  const { data } = useQuery({
    queryKey: recordKeys.part(type, id ?? '', 'name'),
    queryFn: async () => {
      try {
        return titleOf(recordType(type), await getRecord(type, id ?? '', { select: `id,${titleField(type)}` }))
      } catch (error) {
        if (isProblem(error, 403, 404)) return null
        throw error
      }
    },
    enabled: Boolean(id),
  })
  return data ?? null
}

/* What else helps to know a record of a type by, besides its name. */
const DETAILS: Record<string, readonly string[]> = {
  account: ['number', 'city'],
  contact: ['function'],
  product: ['number'],
  user: ['function'],
  task: ['due_on'],
}

/** Records of a type by the beginnings of words; without words the newest. */
export async function findRecords(type: string, words: string, narrow: Query = {}, signal?: AbortSignal): Promise<Named[]> {
  const details = DETAILS[type] ?? []
  const select = [...new Set(['id', titleField(type), ...details])].join(',')
  const { items } = await listRecords(type, { ...narrow, q: words.trim(), select, limit: 12 }, { signal })
  return items.map((record) => ({
    ...namedFrom(recordType(type), record),
    detail:
      details
        .map((name) => record[name])
        .filter((value) => typeof value === 'string' && value !== '')
        .join(' · ') || undefined,
  }))
}
