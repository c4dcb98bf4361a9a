/* The curve of Pareto in classes: A makes 80% of sales together, B goes on to 95%, C is the rest. */
import type { ParetoClass, ParetoPoint } from '@/ui/chart/paretoChart'
import type { ParetoRow } from './overview'

const CUTS: readonly [string, number][] = [
  ['A', 0.8],
  ['B', 0.95],
  ['C', 1],
]

export const curveOf = (rows: readonly ParetoRow[]): ParetoPoint[] =>
  rows.map((row) => ({ customers: row.share_of_rows, sales: row.cumulative }))

/** Where each class ends, as a share of customers: with the first customer that reaches its cut. */
export function classesOf(rows: readonly ParetoRow[]): ParetoClass[] {
  return CUTS.map(([name, cut]) => ({ name, until: rows.find((row) => row.cumulative >= cut - 1e-12)?.share_of_rows ?? 1 }))
}

export const classOfRow = (rows: readonly ParetoRow[], index: number): string => {
  const share = rows[index]?.share_of_rows ?? 1
  return classesOf(rows).find(({ until }) => share <= until)?.name ?? 'C'
}
