/* Filters in words: what people say of a column ("is", "over", "contains") and the operator of the API that it stands for. */
import { type Field, type Label, type RecordType } from '@/api/records'
import { maySee, type Session } from '@/api/session'
import { say } from '@/i18n'
import { type Filter, type Operator } from './grammar'

export type FilterKind = 'text' | 'number' | 'date' | 'instant' | 'choice' | 'reference' | 'references' | 'boolean'

export interface FilterField {
  /** The parameter of the address: city, price.amount. */
  id: string
  label: string
  /** What it is called in the other languages: people type what they know. */
  aliases: string[]
  kind: FilterKind
  /** How its values are edited. */
  field: Field
  unit?: string
  /** Only these of the words of its kind. */
  words?: readonly Word[]
}

export const WORDS = [
  'is',
  'is_not',
  'contains',
  'contains_not',
  'begins',
  'matches',
  'over',
  'at_least',
  'under',
  'at_most',
  'since',
  'until',
  'after',
  'before',
  'has_all',
  'empty',
  'filled',
  'yes',
  'no',
] as const
export type Word = (typeof WORDS)[number]

/** Words that say all: no value comes after them. */
export const isWhole = (word: Word) => word === 'empty' || word === 'filled' || word === 'yes' || word === 'no'
/** Words that take several values, of which one is enough. */
export const takesMany = (word: Word) => word === 'is' || word === 'is_not' || word === 'has_all'

const OF_KIND: Record<FilterKind, readonly Word[]> = {
  text: ['is', 'is_not', 'contains', 'contains_not', 'begins', 'empty', 'filled'],
  number: ['over', 'at_least', 'under', 'at_most', 'is', 'empty', 'filled'],
  date: ['since', 'until', 'is', 'empty', 'filled'],
  instant: ['since', 'until', 'empty', 'filled'],
  choice: ['is', 'is_not', 'empty', 'filled'],
  reference: ['is', 'is_not', 'empty', 'filled'],
  references: ['is', 'has_all', 'empty', 'filled'],
  boolean: ['yes', 'no'],
}

export const wordsOf = ({ kind, words, field }: FilterField): readonly Word[] =>
  (words ?? OF_KIND[kind]).filter((word) => !(field.required && (word === 'empty' || word === 'filled')))

export interface Saying {
  word: Word
  values: string[]
}

const COMPARED: Partial<Record<Operator, Word>> = { gt: 'over', gte: 'at_least', lt: 'under', lte: 'at_most' }
const IN_TIME: Partial<Record<Word, Word>> = { over: 'after', at_least: 'since', under: 'before', at_most: 'until' }
const WHOLE: Record<string, [Word, Word]> = { null: ['empty', 'filled'], true: ['yes', 'no'], false: ['no', 'yes'] }

function readPattern(pattern: string, not: boolean | undefined): Saying | null {
  const [, start = '', middle = '', end = ''] = /^(\*?)([^*]*)(\*?)$/.exec(pattern) ?? []
  if (middle !== '' && start && end) return { word: not ? 'contains_not' : 'contains', values: [middle] }
  if (not) return null
  return middle !== '' && !start && end ? { word: 'begins', values: [middle] } : { word: 'matches', values: [pattern] }
}

/** What a filter says; null when no word says it. */
export function readSaying({ operator, not, values }: Filter, kind: FilterKind): Saying | null {
  const isTime = kind === 'date' || kind === 'instant'
  const compared = COMPARED[operator]
  if (operator === 'is') return WHOLE[values[0] ?? ''] ? { word: WHOLE[values[0] ?? '']?.[not ? 1 : 0] ?? 'empty', values: [] } : null
  if (operator === 'eq' || operator === 'in') return { word: not ? 'is_not' : 'is', values }
  if ((operator === 'neq' || operator === 'isdistinct') && !not) return { word: 'is_not', values }
  if (operator === 'ilike') return readPattern(values[0] ?? '', not)
  if (not) return null
  if (operator === 'cs') return { word: 'has_all', values }
  return compared ? { word: (isTime && IN_TIME[compared]) || compared, values } : null
}

const SAID: Partial<Record<Word, Operator>> = {
  over: 'gt',
  after: 'gt',
  at_least: 'gte',
  since: 'gte',
  under: 'lt',
  before: 'lt',
  at_most: 'lte',
  until: 'lte',
  matches: 'ilike',
}
const SAID_WHOLE: Partial<Record<Word, Partial<Filter>>> = {
  empty: { values: ['null'] },
  filled: { values: ['null'], not: true },
  yes: { values: ['true'] },
  no: { values: ['false'] },
}

/** The filter that a saying stands for. "Is not" finds rows without a value, too, as people mean it. */
export function writeSaying(field: string, kind: FilterKind, { word, values }: Saying): Filter {
  const [first = ''] = values
  const whole = SAID_WHOLE[word]
  if (whole) return { field, operator: 'is', values: [], ...whole }
  switch (word) {
    case 'is':
      return { field, operator: values.length > 1 || kind === 'references' ? 'in' : 'eq', values }
    case 'is_not':
      return values.length > 1 ? { field, operator: 'in', not: true, values } : { field, operator: 'isdistinct', values }
    case 'contains':
      return { field, operator: 'ilike', values: [`*${first}*`] }
    case 'contains_not':
      return { field, operator: 'ilike', not: true, values: [`*${first}*`] }
    case 'begins':
      return { field, operator: 'ilike', values: [`${first}*`] }
    case 'has_all':
      return { field, operator: 'cs', values }
    default:
      return { field, operator: SAID[word] ?? 'eq', values: [first] }
  }
}

const KINDS: Partial<Record<Field['kind'], FilterKind>> = {
  integer: 'number',
  decimal: 'number',
  percent: 'number',
  money: 'number',
  date: 'date',
  instant: 'instant',
  boolean: 'boolean',
  choice: 'choice',
  reference: 'reference',
  references: 'references',
}

const asFilterField = (field: Field, language: string): FilterField => ({
  // Money is compared in its parts.
  id: field.kind === 'money' ? `${field.name}.amount` : field.name,
  label: say(field.label, language),
  aliases: [field.label.en, field.label.sr],
  kind: KINDS[field.kind] ?? 'text',
  field: field.kind === 'money' ? { ...field, kind: 'decimal' } : field,
})

const OWN: [string, Label][] = [
  ['created_at', { en: 'Added', sr: 'Dodato' }],
  ['updated_at', { en: 'Changed', sr: 'Izmenjeno' }],
]

/** The fields of a type that its list can be filtered by, for this reader. */
export function filterFieldsOf(type: RecordType, session: Session, language: string): FilterField[] {
  const own = OWN.map(([name, label]): Field => ({ name, kind: 'instant', label, class: 'public', required: true }))
  return [...type.fields.filter((field) => field.kind !== 'file' && maySee(session, field.class)), ...own].map((field) =>
    asFilterField(field, language),
  )
}
