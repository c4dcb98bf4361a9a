/* Filters as the API reads them (docs/lists.md), in the query of the page's address: ?city=eq.Niš&stage=in.(won,lost).
 * Reading and writing are each other's opposite; what is not understood is kept as it stands. */
import { type Search } from '../../url'

export const OPERATORS = ['eq', 'neq', 'isdistinct', 'gt', 'gte', 'lt', 'lte', 'like', 'ilike', 'in', 'is', 'cs'] as const
export type Operator = (typeof OPERATORS)[number]

export interface Filter {
  field: string
  operator: Operator
  not?: boolean
  /** One value; with 'in' and 'cs' as many as there are. */
  values: string[]
}

const isOperator = (word: string): word is Operator => (OPERATORS as readonly string[]).includes(word)

/** a,"b,c" as ['a', 'b,c'] */
function readList(text: string): string[] | null {
  const values: string[] = []
  const part = /\s*(?:"((?:[^"\\]|\\.)*)"|([^",]*))\s*(?:,|$)/gy
  if (text === '') return []
  while (part.lastIndex < text.length) {
    const found = part.exec(text)
    if (!found) return null
    values.push(found[1] !== undefined ? found[1].replace(/\\(.)/g, '$1') : (found[2] ?? '').trim())
  }
  if (text.endsWith(',')) values.push('')
  return values
}

const NEEDS_QUOTES = /[\s,()"\\{}]|^$/
const quote = (value: string) => (NEEDS_QUOTES.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : value)

const readValues = (operator: Operator, text: string): string[] | null => {
  const brackets = operator === 'in' ? '()' : operator === 'cs' ? '{}' : null
  if (!brackets) return [text]
  return text.startsWith(brackets[0] ?? '') && text.endsWith(brackets[1] ?? '') ? readList(text.slice(1, -1)) : null
}

/** 'not.in.(a,"b,c")' of the field `field`; null when it is not of the grammar. */
export function readFilter(field: string, text: string): Filter | null {
  const not = text.startsWith('not.')
  const rest = not ? text.slice(4) : text
  const dot = rest.indexOf('.')
  const operator = rest.slice(0, dot)
  if (dot < 0 || !isOperator(operator)) return null
  const values = readValues(operator, rest.slice(dot + 1))
  return values && { field, operator, values, ...(not ? { not } : {}) }
}

export function writeFilter({ operator, not, values }: Filter): string {
  const value =
    operator === 'in' ? `(${values.map(quote).join(',')})` : operator === 'cs' ? `{${values.map(quote).join(',')}}` : (values[0] ?? '')
  return `${not ? 'not.' : ''}${operator}.${value}`
}

/** The filters of an address, in its order, of the fields that are known. */
export function readFilters(search: Search, isField: (name: string) => boolean): Filter[] {
  return Object.entries(search)
    .filter(([name]) => isField(name))
    .flatMap(([name, texts]) => [texts ?? []].flat().map((text) => readFilter(name, text)))
    .filter((filter) => filter !== null)
}

/** What to change in the address so that it holds `after` instead of `before`. */
export function writeFilters(before: readonly Filter[], after: readonly Filter[]): Search {
  const changes: Search = Object.fromEntries(before.map(({ field }) => [field, undefined]))
  for (const filter of after) {
    const there = [changes[filter.field] ?? []].flat()
    const texts = [...there, writeFilter(filter)]
    changes[filter.field] = texts.length === 1 ? texts[0] : texts
  }
  return changes
}

/** Conditions in groups, which chips cannot say: they are shown as they are and can be taken out. */
export const GROUPS = ['and', 'or', 'not.and', 'not.or'] as const

export const readOrder = (text: string | undefined) =>
  (text ?? '')
    .split(',')
    .filter((part) => part !== '')
    .map((part) => {
      const [id = '', ...words] = part.split(/\.(?=asc|desc|nulls)/)
      return { id, desc: words.includes('desc') }
    })

export const writeOrder = (sorts: readonly { id: string; desc: boolean }[]) =>
  sorts.map(({ id, desc }) => (desc ? `${id}.desc` : id)).join(',') || undefined
