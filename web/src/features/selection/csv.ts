/* The list as a file that a spreadsheet opens: the figures as they came, not as they are rounded on the page. */
import { plainFigure, type Selection } from './selection'

const cell = (value: unknown) => {
  const text = value === null || value === undefined ? '' : String(value)
  // A spreadsheet must not take what people typed for a formula.
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const FIRST = ['rank', 'number', 'name', 'score', 'is_key', 'in_top', 'rank_topsis', 'rank_promethee', 'rank_before']

export function csvOf({ accounts, criteria }: Selection): string {
  const codes = criteria.map(({ code }) => code)
  const head = [...FIRST, ...codes, ...codes.map((code) => `${code}_contribution`)]
  const rows = accounts.map((one) => [
    one.rank,
    one.number,
    one.name,
    one.score,
    one.is_key,
    one.in_top,
    one.ranks.topsis,
    one.ranks.promethee,
    one.before?.rank,
    ...codes.map((code) => plainFigure(one.criteria[code]?.figure)),
    ...codes.map((code) => one.criteria[code]?.contribution),
  ])
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

/** Hands a text to the browser as a file. */
export function saveFile(name: string, text: string) {
  const url = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
