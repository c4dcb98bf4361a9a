/* How much each criterion counts: points in the address, an order of importance, pairs compared. */

/** Points by code; of any sum. */
export type Points = Record<string, number>

const ENTRY = /^([a-z][a-z0-9_]*)=(\d+(?:\.\d+)?)$/

/** 'volume=30,growth=5' -> points; null where it says nothing that can be read. */
export function readPoints(text: string | undefined): Points | null {
  const entries = (text ?? '').split(',').map((entry) => ENTRY.exec(entry.trim()))
  const points = Object.fromEntries(entries.flatMap((found) => (found ? [[found[1] as string, Number(found[2])]] : [])))
  return Object.values(points).some((value) => value > 0) ? points : null
}

const short = (value: number) => String(Math.round(value * 100) / 100)

/** As the API and the address take them; undefined when nothing would count. */
export function writePoints(points: Points, codes: readonly string[]): string | undefined {
  const counted = codes.filter((code) => (points[code] ?? 0) > 0)
  return counted.length === 0 ? undefined : counted.map((code) => `${code}=${short(points[code] ?? 0)}`).join(',')
}

export function sharesOf(points: Points): Record<string, number> {
  const sum = Object.values(points).reduce((total, value) => total + value, 0)
  return Object.fromEntries(Object.entries(points).map(([code, value]) => [code, sum > 0 ? value / sum : 0]))
}

/**
 * Weights that an order of importance alone gives: the centre of all weights that have this order.
 *
 *     w_k = 1/m sum_(i = k..m) 1/i
 *
 * As service/selection/weights.h has it (Barron, Barrett 1996).
 */
export function centroid(m: number): number[] {
  const weights: number[] = []
  let sum = 0
  for (let k = m; k >= 1; k--) {
    sum += 1 / k
    weights[k - 1] = sum / m
  }
  return weights
}

/** The points, of sum 100, that an order gives; the most important first. */
export const pointsOfOrder = (order: readonly string[]): Points => {
  const weights = centroid(order.length)
  return Object.fromEntries(order.map((code, k) => [code, Math.round((weights[k] ?? 0) * 10_000) / 100]))
}

/** The criteria that count, the most important first; equal ones as they stand. */
export const orderOf = (points: Points, codes: readonly string[]): string[] =>
  codes.filter((code) => (points[code] ?? 0) > 0).sort((a, b) => (points[b] ?? 0) - (points[a] ?? 0))

/** Moves one item; outside of the list it stays. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  if (to < 0 || to >= list.length || from === to) return [...list]
  const rest = list.filter((_, index) => index !== from)
  return [...rest.slice(0, to), list[from] as T, ...rest.slice(to)]
}

/* --- pairs -------------------------------------------------------------------------------------------------------- */

/** How much more important the first is: 1 the same, 9 as much as can be, 1/9 the other way round. */
export interface Pair {
  criterion: string
  other: string
  value: number
}

export const LEVELS = [9, 8, 7, 6, 5, 4, 3, 2, 1] as const

export const pairsOf = (codes: readonly string[]): [string, string][] =>
  codes.flatMap((code, i) => codes.slice(i + 1).map((other): [string, string] => [code, other]))

/** What the points say of two criteria, on the scale of pairs. */
export function nearestLevel(first: number, second: number): number {
  if (!(first > 0 && second > 0)) return 1
  const ratio = Math.min(9, Math.max(1, Math.round(Math.max(first, second) / Math.min(first, second))))
  return first >= second ? ratio : 1 / ratio
}

/** To begin with: what the present points say, so that only what is wrong has to be said. */
export const pairsFromPoints = (points: Points, codes: readonly string[]): Pair[] =>
  pairsOf(codes).map(([criterion, other]) => ({ criterion, other, value: nearestLevel(points[criterion] ?? 0, points[other] ?? 0) }))

/** As the API takes it: figures from 1 on, the more important first. */
export const asItem = ({ criterion, other, value }: Pair) =>
  value >= 1 ? { criterion, other, value: short(value) } : { criterion: other, other: criterion, value: short(1 / value) }

/** The other way round of asItem, for what was saved. */
export function pairOfItem(item: { criterion: string; other: string; value: number }, codes: readonly string[]): Pair {
  return codes.indexOf(item.criterion) <= codes.indexOf(item.other)
    ? item
    : { criterion: item.other, other: item.criterion, value: item.value > 0 ? 1 / item.value : 1 }
}

/** The option of a list of levels: '3' the first, '-3' the other, '1' the same. */
export const levelOf = (value: number): string => (value >= 1 ? String(Math.round(value)) : String(-Math.round(1 / value)))
export const valueOfLevel = (level: string): number => {
  const number = Number(level)
  return number < 0 ? -1 / number : number
}
