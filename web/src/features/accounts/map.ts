/* Where accounts lie on the map: sales along x, in powers of ten, how attractive they are up y, what is expected of them as the size. */

export interface Located {
  id: string
  name: string
  /** Sales of the period. */
  net: number
  /** 0..1; what speaks for it besides its size. */
  attractive: number
  /** Expected in the next twelve months; null where nobody knows. */
  expected: number | null
  isSilent: boolean
}

export interface Frame {
  width: number
  height: number
  left: number
  right: number
  top: number
  bottom: number
}

export interface Placed extends Located {
  x: number
  y: number
  radius: number
}

const SMALLEST = 4
const LARGEST = 30

/* Room at both ends of the axis, as powers of ten. */
const ROOM = 0.12

/** From where to where the axis of sales goes, in powers of ten. */
export function spanOf(values: readonly number[]): [number, number] {
  return [Math.log10(Math.min(...values)) - ROOM, Math.log10(Math.max(...values)) + ROOM]
}

/** Round amounts on the axis: 1 and 3 of each power of ten. */
export const ticksOf = (from: number, to: number): number[] =>
  Array.from({ length: Math.ceil(to) - Math.floor(from) + 1 }, (_, i) => 10 ** (Math.floor(from) + i))
    .flatMap((power) => [power, 3 * power])
    .filter((amount) => Math.log10(amount) >= from && Math.log10(amount) <= to)

/** The tens around what is to be shown up the axis, as shares. */
export const levelsOf = (values: readonly number[]): [number, number] => {
  const [low, high] = [Math.floor(Math.min(...values) * 10) / 10, Math.ceil(Math.max(...values) * 10) / 10]
  return high > low ? [low, high] : [Math.max(0, low - 0.1), low + 0.1]
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

export const makeScales = (points: readonly Located[], { width, height, left, right, top, bottom }: Frame) => {
  const [from, to] = spanOf(points.map(({ net }) => net))
  const [low, high] = levelsOf(points.map(({ attractive }) => attractive))
  return {
    from,
    to,
    low,
    high,
    x: (net: number) => left + ((Math.log10(net) - from) / (to - from)) * (width - left - right),
    y: (attractive: number) => top + ((high - attractive) / (high - low)) * (height - top - bottom),
  }
}

/** The large ones first, so that the small ones lie above them. */
export function place(points: readonly Located[], frame: Frame): Placed[] {
  const { x, y } = makeScales(points, frame)
  const most = Math.max(1, ...points.map(({ expected, net }) => expected ?? net))
  const radius = (value: number) => Math.max(SMALLEST, LARGEST * Math.sqrt(Math.max(0, value) / most))
  return points
    .map((point) => ({ ...point, x: x(point.net), y: y(point.attractive), radius: radius(point.expected ?? point.net) }))
    .sort((a, b) => b.radius - a.radius || b.net - a.net)
}

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

const LETTER = 6
const LINE = 14
/* Letters of two names are told apart by some room. */
const GAP = 4
const overlap = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

interface Names {
  /** Of so many of the largest. */
  most: number
  letters?: number
  /** How wide a name is, in pixels. */
  widthOf?: (text: string) => number
}

/** Names of the largest bubbles, as many as have room beside each other: one that would touch a larger one's is left out. */
export function namesThatFit(
  placed: readonly Placed[],
  { most, letters = 22, widthOf = (text) => text.length * LETTER }: Names,
): { id: string; text: string; x: number; y: number }[] {
  const taken: Box[] = []
  return placed.slice(0, most).flatMap(({ id, name, x, y, radius }) => {
    const text = name.length > letters ? `${name.slice(0, letters - 1).trimEnd()}…` : name
    const [half, bottom] = [widthOf(text) / 2 + GAP, y - radius - 3]
    const box = { left: x - half, right: x + half, top: bottom - LINE, bottom: bottom + GAP }
    if (taken.some((other) => overlap(box, other))) return []
    taken.push(box)
    return [{ id, text, x, y: bottom }]
  })
}

/** The one under the pointer, the smallest first; else the nearest within reach. */
export function nearest(placed: readonly Placed[], x: number, y: number, reach = 24): number | null {
  let [found, best] = [-1, Infinity]
  placed.forEach((point, i) => {
    const beyond = Math.hypot(point.x - x, point.y - y) - point.radius
    const rank = beyond <= 0 ? point.radius - 1000 : beyond
    if (beyond <= reach && rank < best) [found, best] = [i, rank]
  })
  return found < 0 ? null : found
}
