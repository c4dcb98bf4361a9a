/* A row of the audit in words: what was done to what, and from what to what. */
import { type TFunction } from 'i18next'
import { fieldOf, recordTypes, type RecordType } from '@/api/records'
import { say } from '@/i18n'
import { type ItemOf } from '../pieces/get'

export type Entry = ItemOf<'/api/v1/audit'>
type Words = TFunction<'admin'>

export const typeOf = (entry: Entry): RecordType | undefined => recordTypes().find(({ name }) => name === entry.type)

/** What kind of thing it is about: the label of its type, or a word of ours. */
export function sayType(name: string, t: Words): string {
  const type = recordTypes().find((one) => one.name === name)
  return type ? say(type.label) : t(`audit.types.${name}`, { defaultValue: name })
}

export const sayAction = (action: string, t: Words): string => t(`audit.actions.${action}`, { defaultValue: action.replaceAll('_', ' ') })

export function sayField(entry: Entry, name: string, t: Words): string {
  const type = typeOf(entry)
  const field = type && fieldOf(type, name)
  return field ? say(field.label) : t(`audit.fields.${name}`, { defaultValue: name.replaceAll('_', ' ') })
}

/** The pair of a change; what is no pair is taken for what came. */
export function sidesOf(value: unknown): [unknown, unknown] {
  return Array.isArray(value) && value.length === 2 ? [value[0], value[1]] : [null, value]
}

/** Ids of the records that rows are about, by type: what can be asked for their names. */
export function idsByType(entries: readonly Entry[], mayRead: (type: RecordType) => boolean): Map<RecordType, string[]> {
  const found = new Map<RecordType, Set<string>>()
  for (const entry of entries) {
    const type = typeOf(entry)
    if (!type?.title || !entry.record_id || entry.record_id === '0' || !mayRead(type)) continue
    found.set(type, (found.get(type) ?? new Set()).add(entry.record_id))
  }
  return new Map([...found].map(([type, ids]) => [type, [...ids].sort()]))
}
