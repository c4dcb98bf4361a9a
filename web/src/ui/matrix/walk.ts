/* Where keys lead in a matrix. */

export interface CellPlace {
  row: number
  column: number
}

const STEPS: Record<string, CellPlace> = {
  ArrowDown: { row: 1, column: 0 },
  ArrowUp: { row: -1, column: 0 },
  ArrowRight: { row: 0, column: 1 },
  ArrowLeft: { row: 0, column: -1 },
}

const within = (value: number, last: number) => Math.max(0, Math.min(last, value))

/** The cell that a key leads to, held inside; null for other keys. */
export function cellFrom({ row, column }: CellPlace, key: string, last: CellPlace): CellPlace | null {
  if (key === 'Home') return { row, column: 0 }
  if (key === 'End') return { row, column: last.column }
  const step = STEPS[key]
  return step ? { row: within(row + step.row, last.row), column: within(column + step.column, last.column) } : null
}
