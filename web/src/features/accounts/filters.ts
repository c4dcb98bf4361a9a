/* The filters of the table of accounts. The API has a parameter for each, so that the address holds them as the API reads them:
 * ?city=Niš&net_from=1000000&silent=true. Reading and writing are each other's opposite. */
import { fieldOf, recordType, type Field, type Label } from '@/api/records'
import { say } from '@/i18n'
import { type Search } from '@/ui/url'
import { type Filter } from '@/ui/table/filter/grammar'
import { type FilterCodec } from '@/ui/table/filter/useFilters'
import { type FilterField, type FilterKind, type Word } from '@/ui/table/filter/words'

interface Spelling {
  /** The parameter of the API. */
  parameter: string
  field: string
  read(text: string): Omit<Filter, 'field'> | null
  /** The text of the parameter; null when this is another's filter. */
  write(filter: Filter): string | null
}

const single = (parameter: string, field = parameter): Spelling => ({
  parameter,
  field,
  read: (text) => ({ operator: 'eq', values: [text] }),
  write: ({ operator, values }) => (operator === 'eq' ? (values[0] ?? null) : null),
})

/* 0 stands for nobody and for no group. */
const reference = (parameter: string): Spelling => ({
  parameter,
  field: parameter,
  read: (text) => (text === '0' ? { operator: 'is', values: ['null'] } : { operator: 'eq', values: [text] }),
  write: ({ operator, not, values }) => (operator === 'is' && !not ? '0' : operator === 'eq' ? (values[0] ?? null) : null),
})

const bound = (parameter: string, field: string, operator: 'gte' | 'lte' | 'lt', scale = 0): Spelling => ({
  parameter,
  field,
  read: (text) => ({ operator, values: [shift(text, scale)] }),
  write: (filter) => (filter.operator === operator ? shift(filter.values[0] ?? '', -scale) : null),
})

/** Moves the decimal point, without passing through a number: 0.355 and 2 is 35.5. */
export function shift(text: string, places: number): string {
  const found = /^(-?)(\d*)\.?(\d*)$/.exec(text)
  if (!found || places === 0) return text
  const [, sign = '', whole = '', fraction = ''] = found
  const digits = whole.padStart(Math.max(0, -places) + 1, '0') + fraction.padEnd(Math.max(0, places), '0')
  const at = Math.max(whole.length, Math.max(0, -places) + 1) + places
  const left = digits.slice(0, at).replace(/^0+(?=\d)/, '') || '0'
  const right = digits.slice(at).replace(/0+$/, '')
  return sign + left + (right === '' ? '' : `.${right}`)
}

const SPELLINGS: readonly Spelling[] = [
  reference('manager'),
  reference('group'),
  single('city'),
  single('region'),
  single('country'),
  {
    parameter: 'tier',
    field: 'tier',
    read: (text) => ({ operator: text.includes(',') ? 'in' : 'eq', values: text.split(',') }),
    write: ({ operator, values }) => (operator === 'in' || operator === 'eq' ? values.join(',') : null),
  },
  {
    parameter: 'silent',
    field: 'silent',
    read: (text) => (text === 'true' || text === 'false' ? { operator: 'is', values: [text] } : null),
    write: ({ operator, not, values }) => (operator === 'is' && !not ? (values[0] ?? null) : null),
  },
  bound('days_silent_from', 'days_silent', 'gte'),
  bound('days_silent_to', 'days_silent', 'lte'),
  bound('change_from', 'change_rate', 'gte', 2),
  bound('change_to', 'change_rate', 'lte', 2),
  bound('alive_below', 'alive', 'lt', 2),
  bound('net_from', 'net', 'gte'),
  bound('net_to', 'net', 'lte'),
]

export const FILTER_PARAMETERS = SPELLINGS.map(({ parameter }) => parameter)

const readAll = (search: Search): Filter[] =>
  SPELLINGS.flatMap(({ parameter, field, read }) => {
    const text = [search[parameter]].flat()[0]
    const filter = text ? read(text) : null
    return filter ? [{ field, ...filter }] : []
  })

function writeAll(_: readonly Filter[], after: readonly Filter[]): Search {
  const changes: Search = Object.fromEntries(FILTER_PARAMETERS.map((parameter) => [parameter, undefined]))
  for (const filter of after)
    for (const { parameter, field, write } of SPELLINGS) {
      const text = field === filter.field ? write(filter) : null
      if (text !== null) changes[parameter] = text
    }
  return changes
}

export const accountsCodec: FilterCodec = { read: readAll, write: writeAll }

const account = recordType('account')
const own = (name: string, kind: Field['kind'], label: Label, more: Partial<Field> = {}): Field => ({
  name,
  kind,
  label,
  class: 'public',
  ...more,
})
const TIERS = ['A', 'B', 'C'].map((tier) => ({ value: tier, label: { en: tier, sr: tier } }))

const LABELS = {
  tier: { en: 'Tier', sr: 'Nivo' },
  none: { en: 'none', sr: 'bez nivoa' },
  silent: { en: 'Silent for longer than usual', sr: 'Ćuti duže nego inače' },
  days_silent: { en: 'Days silent', sr: 'Dana bez kupovine' },
  change: { en: 'Change', sr: 'Promena' },
  alive: { en: 'Chance of still buying', sr: 'Verovatnoća da još kupuje' },
  net: { en: 'Sales', sr: 'Promet' },
  group: { en: 'Group', sr: 'Grupa' },
}

/** The columns that the table can be filtered by. */
export function accountFilters(language: string, currency: string | null): FilterField[] {
  const make = (field: Field, kind: FilterKind, words: readonly Word[], unit?: string): FilterField => ({
    id: field.name,
    label: say(field.label, language),
    aliases: [field.label.en, field.label.sr],
    kind,
    field,
    words,
    unit,
  })
  const text = (name: string) => make({ ...(fieldOf(account, name) ?? own(name, 'text', LABELS.net)), required: false }, 'text', ['is'])
  const owner = fieldOf(account, 'owner_id')
  return [
    make(own('net', 'decimal', LABELS.net), 'number', ['at_least', 'at_most'], currency ?? undefined),
    make(own('tier', 'choice', LABELS.tier, { choices: [...TIERS, { value: 'none', label: LABELS.none }] }), 'choice', ['is']),
    make(own('silent', 'boolean', LABELS.silent), 'boolean', ['yes', 'no']),
    make(own('days_silent', 'integer', LABELS.days_silent), 'number', ['at_least', 'at_most']),
    make(own('change_rate', 'decimal', LABELS.change), 'number', ['at_least', 'at_most'], '%'),
    make(own('alive', 'decimal', LABELS.alive), 'number', ['under'], '%'),
    make(own('manager', 'reference', owner?.label ?? LABELS.group, { to: 'user' }), 'reference', ['is', 'empty']),
    make(own('group', 'reference', LABELS.group, { to: 'account' }), 'reference', ['is', 'empty']),
    text('city'),
    text('region'),
    text('country'),
  ]
}
