/* Days as numbers, so that they can be placed on a line. */

const DAY_MS = 86_400_000

export const numberOfDay = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS)
export const dayOfNumber = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10)
export const today = (): string => new Date().toISOString().slice(0, 10)

/** The nearest of ascending days before (-1) or after (1) another; undefined where there is none. */
export function stepFrom(days: readonly string[], from: string, direction: -1 | 1): string | undefined {
  return direction < 0 ? days.findLast((day) => day < from) : days.find((day) => day > from)
}

export interface Bar {
  /** Shares of the line, 0..1. */
  start: number
  length: number
  opensLeft: boolean
  opensRight: boolean
}

/** Where a stay lies between two days; what began before, or still goes on, reaches the edge. */
export function barOf(stay: { from: string | null; to: string | null }, first: number, last: number): Bar {
  const from = stay.from === null ? first : Math.max(first, numberOfDay(stay.from))
  const to = stay.to === null ? last : Math.min(last, numberOfDay(stay.to))
  const span = Math.max(1, last - first)
  return {
    start: (from - first) / span,
    length: Math.max(0, to - from) / span,
    opensLeft: stay.from === null || numberOfDay(stay.from) < first,
    opensRight: stay.to === null,
  }
}

/** The years whose first days lie on the line, thinned out so that there is room for their names. */
export function yearsBetween(first: number, last: number): { year: number; at: number }[] {
  const from = new Date(first * DAY_MS).getUTCFullYear() + 1
  const to = new Date(last * DAY_MS).getUTCFullYear()
  const step = Math.max(1, Math.ceil((to - from + 1) / 6))
  return Array.from({ length: Math.max(0, Math.floor((to - from) / step) + 1) }, (_, i) => from + i * step).map((year) => ({
    year,
    at: (numberOfDay(`${year}-01-01`) - first) / Math.max(1, last - first),
  }))
}

interface Time {
  from: string | null
  to: string | null
}

/** When both were so; undefined when never. */
export function overlapOf(a: Time, b: Time): Time | undefined {
  const from = [a.from, b.from].filter((day) => day !== null).sort().at(-1) ?? null
  const to = [a.to, b.to].filter((day) => day !== null).sort()[0] ?? null
  return from !== null && to !== null && from >= to ? undefined : { from, to }
}

/** The first and last day of a line on which all that is known of some times has room, at least a year. */
export function spanOf(times: readonly Time[], last: number): { first: number; last: number } {
  const known = times.flatMap(({ from, to }) => [from, to]).filter((day) => day !== null)
  return { first: Math.min(last - 365, ...known.map(numberOfDay)) - 60, last }
}
