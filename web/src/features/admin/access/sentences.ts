/* What somebody sees and why, as sentences. */
import { type TFunction } from 'i18next'
import { fieldOf, recordType } from '@/api/records'
import { say } from '@/i18n'
import type { Format } from '@/i18n/format'
import { type Got } from '../pieces/get'
import { CLASSES } from './classes'

export type Access = Got<'/api/v1/access'>
type Reason = Access['reasons'][number]

export interface Names {
  person: string
  /** Of people and accounts that reasons speak of, by id. */
  of: (id: string) => string
}

type Words = TFunction<'admin'>

const listed = (words: readonly string[], t: Words) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${t('access.and')} ${words.at(-1)}`

/** Which accounts, in general. */
export function sayView(access: Access, { person }: Names, t: Words): string {
  const name = { name: person }
  if (!access.permissions.includes('business_read')) return t('access.sees_none', name)
  if (access.accounts_in_view === null) return t('access.sees_all', name)
  return t(access.role === 'kam' ? 'access.sees_own' : 'access.sees_team', { ...name, count: access.accounts_in_view })
}

/** For whom somebody stands in today; null: for nobody. */
export const sayDeputy = (access: Access, { person, of }: Names, t: Words): string | null =>
  access.stands_in_for.length === 0 ? null : t('access.stands_in', { name: person, others: listed(access.stands_in_for.map(of), t) })

/** Which kinds of values: what is read and written, what is only read, what is not seen. */
export function sayFields(access: Access, { person }: Names, t: Words): string[] {
  return (['write', 'read', 'none'] as const).flatMap((level) => {
    const found = CLASSES.filter((name) => (access.classes[name] ?? 'none') === level)
    if (found.length === 0) return []
    return [
      t(`access.fields_${level}`, {
        name: person,
        classes: listed(
          found.map((name) => t(`access.classes_of.${name}`)),
          t,
        ),
      }),
    ]
  })
}

/* What somebody does on a team: the word of the type of records. */
function sayRole(role: string): string {
  const choice = fieldOf(recordType('account_team'), 'role')?.choices?.find(({ value }) => value === role)
  return choice ? say(choice.label).toLocaleLowerCase() : role
}

/* A Serbian date ends with a full stop of its own. */
const endSentence = (words: string) => (words.endsWith('.') ? words : `${words}.`)

function sayReason(reason: Reason, { person, of }: Names, t: Words, format: Format): string {
  const { by, as_deputy, person_id, head_id, team_role, from_day, to_day } = reason
  const who = as_deputy && person_id ? of(person_id) : person
  const values = { name: who, head: head_id ? of(head_id) : '', role: team_role ? sayRole(team_role) : '' }
  const since = from_day ? t('access.since', { day: format.date(from_day) }) : ''
  const until = to_day ? t('access.until', { day: format.date(to_day) }) : ''
  const words = endSentence(`${t(`access.by_${by}`, values)}${by === 'team' ? since + until : ''}`)
  return as_deputy ? `${words} ${t('access.as_deputy', { name: person, other: who })}` : words
}

/** Why one account is seen, or that it is not. */
export function sayReasons(access: Access, names: Names, account: string, t: Words, format: Format): string[] {
  if (access.account_id === null) return []
  const head = t(access.sees ? 'access.sees_it' : 'access.sees_it_not', { name: names.person, account })
  return [head, ...access.reasons.map((reason) => sayReason(reason, names, t, format))]
}
