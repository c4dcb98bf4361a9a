/* The languages of the page and which of them a browser gets. */

export type Language = 'en' | 'sr' | 'sr-Cyrl'

/* What each calls itself; never translated. */
export const LANGUAGES: readonly { value: Language; label: string; tag: string }[] = [
  { value: 'en', label: 'English', tag: 'en' },
  { value: 'sr', label: 'Srpski', tag: 'sr-Latn' },
  { value: 'sr-Cyrl', label: 'Српски', tag: 'sr-Cyrl' },
]

const STORED_AS = 'kamen-language'
const OUR_REGION = /^(sr|bs|hr|me|cnr|sh)\b/i

export const isLanguage = (text: unknown): text is Language => LANGUAGES.some(({ value }) => value === text)

/** The language that somebody chose in this browser, else the one that the browser asks for. */
export function firstLanguage(stored: string | null, wanted: readonly string[]): Language {
  if (isLanguage(stored)) return stored
  const first = wanted.find((tag) => OUR_REGION.test(tag) || /^en\b/i.test(tag))
  if (first === undefined || !OUR_REGION.test(first)) return 'en'
  return /cyrl/i.test(first) ? 'sr-Cyrl' : 'sr'
}

export const loadLanguage = (): Language => firstLanguage(localStorage.getItem(STORED_AS), navigator.languages)

export const keepLanguage = (language: Language) => localStorage.setItem(STORED_AS, language)

export const tagOf = (language: string): string => LANGUAGES.find(({ value }) => value === language)?.tag ?? 'en'
