/* The fields of a record in groups that people look for, and which of them have something to say. */
import type { Field, KamRecord, RecordType } from '@/api/records'
import { maySee, type Session } from '@/api/session'
import { sameValue } from '@/ui/form/values'

export type GroupName = 'main' | 'reach' | 'links' | 'notes'

export interface FieldGroup {
  name: GroupName
  fields: Field[]
}

const ORDER: readonly GroupName[] = ['main', 'reach', 'links', 'notes']
const REACH = new Set(['address', 'postal_code', 'city', 'region', 'country', 'place', 'latitude', 'longitude'])
const REACH_KINDS = new Set(['email', 'phone', 'url', 'country'])

export function groupOf(field: Field): GroupName {
  if (field.kind === 'long_text') return 'notes'
  if (REACH.has(field.name) || REACH_KINDS.has(field.kind)) return 'reach'
  return field.kind === 'reference' || field.kind === 'references' ? 'links' : 'main'
}

export const isEmpty = (record: KamRecord, field: Field): boolean => sameValue(record[field.name], null)

/** What a reader sees of a record: its filled fields, or all; groups without any are left out. The state stands elsewhere. */
export function fieldGroups(type: RecordType, record: KamRecord, session: Session, withEmpty: boolean): FieldGroup[] {
  const shown = type.fields.filter(
    (field) =>
      field.name in record &&
      maySee(session, field.class) &&
      field.name !== type.title &&
      field.name !== type.state &&
      (!isEmpty(record, field) || (withEmpty && !field.computed)),
  )
  return ORDER.map((name) => ({ name, fields: shown.filter((field) => groupOf(field) === name) })).filter(({ fields }) => fields.length > 0)
}

/** How many fields are folded away. */
export const countEmpty = (type: RecordType, record: KamRecord, session: Session): number =>
  type.fields.filter((field) => field.name in record && maySee(session, field.class) && !field.computed && isEmpty(record, field)).length
