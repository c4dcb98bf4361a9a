/* What a reader may mean who types a filter: "niš", "city niš", "net > 100000", "mesto sadrži kop". */
import { say } from '@/i18n'
import { isWhole, takesMany, wordsOf, type FilterField, type Saying, type Word } from './words'

/** A column that is to be said more of, or a whole filter. */
export interface Suggestion {
  field: FilterField
  saying?: Saying
}

/** Letters without case and diacritics; đ is dj. */
export const fold = (text: string) => text.toLowerCase().replaceAll('đ', 'dj').normalize('NFKD').replace(/\p{M}/gu, '').trim()

const SIGNS: [string, Word[]][] = [
  ['>=', ['at_least', 'since']],
  ['<=', ['at_most', 'until']],
  ['!=', ['is_not']],
  ['>', ['over', 'after', 'since']],
  ['<', ['under', 'before', 'until']],
  ['=', ['is']],
]

const MOST = 8
const MOST_GUESSES = 3

/** 'over 5' as ['over', '5'] with the words that a column takes. */
function splitWord(rest: string, field: FilterField, nameOf: (word: Word) => string): [Word | null, string] {
  const words = wordsOf(field)
  for (const [sign, meant] of SIGNS) {
    const word = rest.startsWith(sign) ? meant.find((one) => words.includes(one)) : undefined
    if (word) return [word, rest.slice(sign.length).trim()]
  }
  const byLength = [...words].sort((a, b) => nameOf(b).length - nameOf(a).length)
  const said = byLength.find((word) => fold(rest) === fold(nameOf(word)) || fold(rest).startsWith(`${fold(nameOf(word))} `))
  return said ? [said, rest.split(' ').slice(nameOf(said).split(' ').length).join(' ').trim()] : [null, rest]
}

const FIRST_WORD: Record<FilterField['kind'], Word> = {
  text: 'contains',
  number: 'at_least',
  date: 'since',
  instant: 'since',
  choice: 'is',
  reference: 'is',
  references: 'is',
  boolean: 'yes',
}

const NUMBER = /^-?\d[\d\s.,]*$/
const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)

/** The value as the API has it; null when the column takes no such value. */
function readValue(field: FilterField, text: string): string | null {
  if (field.kind === 'text') return text
  if (field.kind === 'number')
    return NUMBER.test(text)
      ? text
          .replace(/\s/g, '')
          .replace(/[.,](?=\d{3}(\D|$))/g, '')
          .replace(',', '.')
      : null
  if (field.kind === 'date') return isDay(text) ? text : null
  if (field.kind === 'choice')
    return (
      field.field.choices?.find(({ label }) => [say(label), label.en, label.sr].some((name) => fold(name).startsWith(fold(text))))
        ?.value ?? null
    )
  return null
}

function suggestOf(field: FilterField, rest: string, nameOf: (word: Word) => string): Suggestion {
  const [word, text] = splitWord(rest, field, nameOf)
  if (word && isWhole(word)) return { field, saying: { word, values: [] } }
  const value = text === '' ? null : readValue(field, text)
  if (value === null) return { field }
  const first = word ?? FIRST_WORD[field.kind]
  return {
    field,
    saying: { word: wordsOf(field).includes(first) ? first : (wordsOf(field)[0] ?? 'is'), values: takesMany(first) ? [value] : [value] },
  }
}

const WORD_BREAK = /[\s,/()-]+/
const SIGN = />=|<=|!=|[<>=]/

/* Whether each token begins a word of the name, another one each, in any order. */
function beginsWords(name: string, tokens: readonly string[]): boolean {
  const left = name.split(WORD_BREAK)
  return tokens.every((token) => {
    const at = left.findIndex((word) => word.startsWith(token))
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}

/* How many of the first tokens name the field, as many as can be: 'days without 60' names 'Days without an order' by two. */
function countNaming(names: readonly string[], tokens: readonly string[]): number {
  for (let n = tokens.length; n > 0; n--) if (names.some((name) => beginsWords(name, tokens.slice(0, n)))) return n
  return 0
}

const namesOf = (field: FilterField) => [field.label, ...field.aliases].map(fold)

interface Naming {
  field: FilterField
  n: number
  isWhole: boolean
}

/* The fields that most of the tokens name; those whose whole name was typed first. */
function findNamed(fields: readonly FilterField[], tokens: readonly string[]): Naming[] {
  const named = fields.map((field): Naming => {
    const n = countNaming(namesOf(field), tokens)
    return { field, n, isWhole: namesOf(field).includes(tokens.slice(0, n).join(' ')) }
  })
  const most = Math.max(...named.map(({ n }) => n))
  return most === 0 ? [] : named.filter(({ n }) => n === most).sort((a, b) => Number(b.isWhole) - Number(a.isWhole))
}

/** Suggestions for what was typed, the likeliest first; all columns while nothing is. Columns are named by beginnings of their words. */
export function suggest(typed: string, fields: readonly FilterField[], nameOf: (word: Word) => string): Suggestion[] {
  if (fold(typed) === '') return fields.map((field) => ({ field }))
  const written = typed
    .replace(SIGN, (sign) => ` ${sign} `)
    .trim()
    .split(/\s+/)
  const tokens = written.map(fold)
  const named = findNamed(fields, tokens)
  const n = named[0]?.n ?? 0
  if (n === tokens.length) return [...named.map(({ field }) => ({ field })), ...guess(typed, fields)].slice(0, MOST)
  const isNaming = tokens.slice(0, n).join('').length > 1
  const said = isNaming ? named.map(({ field }) => suggestOf(field, written.slice(n).join(' '), nameOf)) : []
  const meant = said.filter(({ saying }) => saying)
  // Who names a column as a whole means it, whatever comes after it.
  const sure = meant.length > 0 || (isNaming && named.some(({ isWhole }) => isWhole))
  return [...meant, ...(sure ? said.filter(({ saying }) => !saying) : guess(typed, fields))].slice(0, MOST)
}

function guess(typed: string, fields: readonly FilterField[]): Suggestion[] {
  const choices = fields
    .filter((field) => field.kind === 'choice' && typed.trim().length > 1)
    .flatMap((field) => {
      const value = readValue(field, typed.trim())
      return value === null ? [] : [{ field, saying: { word: 'is' as const, values: [value] } }]
    })
  const texts = fields
    .filter((field) => field.kind === 'text' && field.field.searchable)
    .map((field) => ({
      field,
      saying: { word: wordsOf(field).includes('contains') ? ('contains' as const) : ('is' as const), values: [typed.trim()] },
    }))
  return [...choices, ...texts.slice(0, MOST_GUESSES)]
}
