/* Where keys lead on a board: from card to card, and a card from column to column. */
import type { RecordType, Transition } from '@/api/records'
import type { Column } from './useBoard'

export interface Place {
  column: number
  row: number
}

export function placeOfCard(columns: readonly Column[], id: string): Place | null {
  for (const [column, { records }] of columns.entries()) {
    const row = records.findIndex((record) => record.id === id)
    if (row >= 0) return { column, row }
  }
  return null
}

/* The nearest column in that direction that has a card. */
function sideways(columns: readonly Column[], { column, row }: Place, step: 1 | -1): string | null {
  for (let at = column + step; at >= 0 && at < columns.length; at += step) {
    const { records } = columns[at] ?? { records: [] }
    if (records.length > 0) return records[Math.min(row, records.length - 1)]?.id ?? null
  }
  return null
}

/** The card that an arrow leads to; null when there is none. */
export function cardFrom(columns: readonly Column[], place: Place, key: string): string | null {
  if (key === 'ArrowDown') return columns[place.column]?.records[place.row + 1]?.id ?? null
  if (key === 'ArrowUp') return columns[place.column]?.records[place.row - 1]?.id ?? null
  if (key === 'ArrowLeft') return sideways(columns, place, -1)
  return key === 'ArrowRight' ? sideways(columns, place, 1) : null
}

/** The nearest state in a direction that a card may go to from where it is. */
export function wayTowards(type: RecordType, columns: readonly Column[], place: Place, step: 1 | -1): Transition | null {
  const from = columns[place.column]?.state
  for (let at = place.column + step; at >= 0 && at < columns.length; at += step) {
    const way = type.transitions.find((one) => one.from === from && one.to === columns[at]?.state)
    if (way) return way
  }
  return null
}
