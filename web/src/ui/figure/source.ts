/* Where a figure comes from, as every answer of the API says it. */

export interface Source {
  formula: string
  as_of: string | null
  data_version: number
  certainty: { words: string; lines?: number }
  /** The query that the figure was asked with: "?basis=all&by=group". */
  settings: string
  opens_to?: string
}

/** The settings as pairs, in the order in which they stand. */
export const settingsOf = (source: Source): [string, string][] => [...new URLSearchParams(source.settings.replace(/^.*\?/, ''))]
