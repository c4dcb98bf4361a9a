/* Where a figure comes from, as every answer of the API says it. */

/** `last_rate` units of `from` are one of `to`, as of the last line; lines before the first rate are in no sum. */
export interface Conversion {
  from: string
  to: string
  first_rate_date: string | null
  last_rate_date: string | null
  last_rate: string
  lines_without_rate: number
}

export interface Source {
  /** A word of the catalogues; `formula` says the same in English. */
  formula_code: string
  formula: string
  as_of: string | null
  data_version: number
  certainty: { code: string; words: string; lines?: number }
  /** The query that the figure was asked with, "?basis=all&by=group"; of an analysis an object: {"by": "product"}. */
  settings: string
  /** Where amounts were turned into another currency than the firm's. */
  conversion?: Conversion
  opens_to?: string
}

export type AgainVerdict = 'same' | 'data_changed' | 'differs'

/** How an answer compares with that of the same question before, by the version of the data that each was made of. */
export function compareAnswers<T>(before: T | undefined, now: T | undefined, versionOf: (answer: T) => number): AgainVerdict {
  if (JSON.stringify(before) === JSON.stringify(now)) return 'same'
  return before && now && versionOf(before) === versionOf(now) ? 'differs' : 'data_changed'
}

/** The settings as pairs, in the order in which they stand. */
export function settingsOf({ settings }: Pick<Source, 'settings'>): [string, string][] {
  if (!settings.startsWith('{')) return [...new URLSearchParams(settings.replace(/^.*\?/, ''))]
  return Object.entries(JSON.parse(settings) as Record<string, unknown>).map(([name, value]) => [name, String(value)])
}
