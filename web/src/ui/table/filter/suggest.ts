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

const startsWord = (name: string, text: string) => name.startsWith(text) || name.includes(` ${text}`)

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

/** Suggestions for what was typed, the likeliest first; all columns while nothing is. */
export function suggest(typed: string, fields: readonly FilterField[], nameOf: (word: Word) => string): Suggestion[] {
  const text = fold(typed)
  if (text === '') return fields.map((field) => ({ field }))
  const names = (field: FilterField) => [field.label, ...field.aliases].map(fold)
  const begun = fields.filter((field) => names(field).some((name) => startsWord(name, text)))
  const said = fields.flatMap((field) => {
    const name = names(field).find((one) => text.startsWith(`${one} `) || SIGNS.some(([sign]) => text.startsWith(one + sign)))
    return name ? [suggestOf(field, cut(typed, name), nameOf)] : []
  })
  const guessed = said.length > 0 ? [] : guess(typed, fields)
  return [...said, ...begun.map((field) => ({ field })), ...guessed].slice(0, MOST)
}

/** What comes after the name of a column, as it was typed. */
function cut(typed: string, name: string): string {
  const trimmed = typed.trimStart()
  for (let end = 1; end <= trimmed.length; end++)
    if (fold(trimmed.slice(0, end)) === name && !/\p{L}/u.test(trimmed[end] ?? ' ')) return trimmed.slice(end).trim()
  return ''
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
