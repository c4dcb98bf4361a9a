/* What a form holds: the values of a record's fields, which of them a reader may fill in, and what has changed. */
import type { Field, KamRecord, RecordType } from '@/api/records'
import { maySee, mayWrite, type Session } from '@/api/session'
import { dayOf } from '@/i18n/typed'

export type Values = Record<string, unknown>

export interface FormField {
  field: Field
  /** Shown, but not for this reader or not any more to be changed. */
  read_only: boolean
}

/* A field that a record came without is not for this reader, such as the private note of somebody else. */
const isShown = (session: Session, field: Field, record: KamRecord | null) =>
  field.kind !== 'file' &&
  maySee(session, field.class) &&
  (record ? field.name in record : !field.computed && mayWrite(session, field.class))

/** The fields of a form in their order; `only` names those that are wanted and their order. */
export function formFields(type: RecordType, session: Session, record: KamRecord | null, only?: readonly string[]): FormField[] {
  const wanted = only ? only.flatMap((name) => type.fields.filter((field) => field.name === name)) : type.fields
  return (
    wanted
      // A record goes from state to state by buttons of its own (ui/record/Transitions).
      .filter((field) => isShown(session, field, record) && !field.computed && field.name !== type.state)
      .map((field) => ({ field, read_only: !mayWrite(session, field.class) || (record !== null && field.fixed === true) }))
  )
}

/** What a new record begins with. */
export function firstValue(field: Field, session: Session, now: Date = new Date()): unknown {
  if (field.default === '@today') return dayOf(now)
  if (field.default === '@now') return new Date(Math.floor(now.getTime() / 60_000) * 60_000).toISOString()
  if (field.default === '@me') return session.user_id
  if (field.default !== undefined) return field.default
  return field.kind === 'boolean' ? false : null
}

export const firstValues = (fields: readonly FormField[], session: Session, given: Values = {}): Values =>
  Object.fromEntries(fields.map(({ field }) => [field.name, field.name in given ? given[field.name] : firstValue(field, session)]))

/* "1234.50" and "1234.5" are one number, "" and null are nothing, an order of references says nothing. */
function plainest(value: unknown): unknown {
  if (value === '' || value === undefined) return null
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(String).sort()
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return /^-?\d+\.\d+$/.test(value) ? value.replace(/0+$/, '').replace(/\.$/, '') : value.trim()
  if (typeof value === 'object' && value !== null && 'amount' in value) {
    const { amount, currency } = value as unknown as Record<string, unknown>
    return `${String(plainest(amount))} ${String(currency)}`
  }
  return value
}

export const sameValue = (a: unknown, b: unknown): boolean => JSON.stringify(plainest(a)) === JSON.stringify(plainest(b))

/** The members of `after` that differ from `before`. */
export const changesOf = (before: Values, after: Values): Values =>
  Object.fromEntries(Object.entries(after).filter(([name, value]) => !sameValue(before[name], value)))

/** What a new record is sent with: what is filled. */
export const filledOf = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => !sameValue(value, null)))
