/* A row of the audit in words: what was done to what, and from what to what. */
import { type TFunction } from 'i18next'
import { fieldOf, recordTypes, type Field, type RecordType } from '@/api/records'
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

export const fieldIn = (entry: Entry, name: string): Field | undefined => {
  const type = typeOf(entry)
  return type && fieldOf(type, name)
}

const idsIn = (value: unknown): string[] => [value].flat(2).filter((id): id is string => typeof id === 'string' && /^[1-9]\d*$/.test(id))

/* The record that a row is about, and those that its values refer to: pairs of the name of a type and an id. */
function namedIn(entry: Entry): [type: string, id: string][] {
  const own: [string, string][] = idsIn(entry.record_id).map((id) => [entry.type, id])
  const others = Object.entries(entry.changes).flatMap(([name, sides]) => {
    const to = fieldIn(entry, name)?.to
    return to ? idsIn(sides).map((id): [string, string] => [to, id]) : []
  })
  return [...own, ...others]
}

/** Ids of the records that rows speak of, by type: what can be asked for their names. */
export function idsByType(entries: readonly Entry[], mayRead: (type: RecordType) => boolean): Map<RecordType, string[]> {
  const pairs = entries.flatMap(namedIn)
  const types = recordTypes().filter((type) => type.title && mayRead(type))
  const idsOf = (type: RecordType) => [...new Set(pairs.filter(([name]) => name === type.name).map(([, id]) => id))].sort()
  return new Map(types.map((type): [RecordType, string[]] => [type, idsOf(type)]).filter(([, ids]) => ids.length > 0))
}
