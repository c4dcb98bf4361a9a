/* Rows that are drawn out of many, with the room that those left out take. */

export interface Slot {
  index: number
  /** Pixels of rows left out right before it. */
  gap: number
}

/** The gaps before rows that lie somewhere along a line, in its order. */
export function gapsOf(items: readonly { index: number; start: number; end: number }[]): Slot[] {
  return items.map(({ index, start }, at) => ({ index, gap: start - (items[at - 1]?.end ?? 0) }))
}

/** Ascending indices with one more among them, where there is such a row. */
export function withIndex(indices: number[], index: number, count: number): number[] {
  if (index < 0 || index >= count || indices.includes(index)) return indices
  return [...indices, index].sort((a, b) => a - b)
}
