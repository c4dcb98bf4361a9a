/* Where a key takes the reader in a grid. Row -1 is the header. */
export interface Place {
  row: number
  column: number
}

export interface Extent {
  rows: number
  columns: number
  /** Rows of a screenful. */
  page: number
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value))

/** The place that a key leads to; null when the key moves nothing. */
export function placeAfter(key: string, control: boolean, { row, column }: Place, { rows, columns, page }: Extent): Place | null {
  const to = (nextRow: number, nextColumn: number): Place => ({
    row: clamp(nextRow, -1, rows - 1),
    column: clamp(nextColumn, 0, columns - 1),
  })
  switch (key) {
    case 'ArrowDown':
      return to(control ? rows - 1 : row + 1, column)
    case 'ArrowUp':
      return to(control ? Math.min(row, 0) : row - 1, column)
    case 'ArrowRight':
      return to(row, control ? columns - 1 : column + 1)
    case 'ArrowLeft':
      return to(row, control ? 0 : column - 1)
    case 'PageDown':
      return to(row + page, column)
    case 'PageUp':
      return to(Math.max(0, row - page), column)
    case 'Home':
      return to(control ? 0 : row, 0)
    case 'End':
      return to(control ? rows - 1 : row, columns - 1)
    default:
      return null
  }
}
