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
