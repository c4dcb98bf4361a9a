/* Where accounts lie in the portfolio: position along x, attractiveness up y, volume as the size; and which names have room. */
import { plainFigure, type Candidate } from './selection'

export interface Point {
  id: string
  name: string
  is_key: boolean
  x: number
  y: number
  size: number
  before: { x: number; y: number } | null
}

export interface Frame {
  width: number
  height: number
  left: number
  right: number
  top: number
  bottom: number
}

export interface Placed extends Point {
  left: number
  top: number
  radius: number
  from: { left: number; top: number } | null
}

const SMALLEST = 4
const LARGEST = 26

const placeBefore = (before: Candidate['before']): Point['before'] =>
  before && before.attractiveness !== null && before.position !== null ? { x: before.position, y: before.attractiveness } : null

export const pointsOf = (accounts: readonly Candidate[], most: number): Point[] =>
  accounts.slice(0, most).flatMap(({ id, name, number, is_key, attractiveness, position, before, criteria }) =>
    attractiveness === null || position === null
      ? []
      : [
          {
            id,
            name: name || number || id,
            is_key,
            x: position,
            y: attractiveness,
            size: Math.max(0, plainFigure(criteria.volume?.figure) ?? 0),
            before: placeBefore(before),
          },
        ],
  )

/** The tenths around what is to be shown. */
export function spanOf(values: readonly number[]): [number, number] {
  const [low, high] = [Math.floor(Math.min(...values) * 10 - 0.3) / 10, Math.ceil(Math.max(...values) * 10 + 0.3) / 10]
  return [Math.max(0, low), Math.min(1.05, Math.max(high, low + 0.1))]
}

export function makeScales(points: readonly Point[], { width, height, left, right, top, bottom }: Frame) {
  const [lowX, highX] = spanOf(points.map(({ x }) => x))
  const [lowY, highY] = spanOf(points.map(({ y }) => y))
  return {
    spanX: [lowX, highX] as const,
    spanY: [lowY, highY] as const,
    toLeft: (x: number) => left + ((x - lowX) / (highX - lowX)) * (width - left - right),
    toTop: (y: number) => top + ((highY - y) / (highY - lowY)) * (height - top - bottom),
  }
}

const inside = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

/** The large ones first, so that the small ones lie above them. */
export function place(points: readonly Point[], frame: Frame): Placed[] {
  const { toLeft, toTop } = makeScales(points, frame)
  const most = Math.max(1, ...points.map(({ size }) => size))
  const from = ({ x, y }: { x: number; y: number }) => ({
    left: inside(toLeft(x), frame.left, frame.width - frame.right),
    top: inside(toTop(y), frame.top, frame.height - frame.bottom),
  })
  return points
    .map((point) => ({
      ...point,
      left: toLeft(point.x),
      top: toTop(point.y),
      radius: Math.max(SMALLEST, LARGEST * Math.sqrt(point.size / most)),
      from: point.before && from(point.before),
    }))
    .sort((a, b) => b.radius - a.radius)
}

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

export interface Name extends Box {
  id: string
  text: string
}

const LETTER = 6.2
const LINE = 13
const GAP = 3
const overlap = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

/* Above, below, to the right, to the left of its bubble. */
function spotsOf({ left, top, radius }: Placed, width: number): Box[] {
  const at = (from: number, above: number) => ({ left: from, right: from + width, top: above, bottom: above + LINE })
  return [
    at(left - width / 2, top - radius - GAP - LINE),
    at(left - width / 2, top + radius + GAP),
    at(left + radius + GAP, top - LINE / 2),
    at(left - radius - GAP - width, top - LINE / 2),
  ]
}

const shorten = (name: string, letters: number) => (name.length > letters ? `${name.slice(0, letters - 1).trimEnd()}…` : name)

/** Names, key accounts and the largest first, each where it covers no other name and no edge; without such a place it is left out. */
export function namesThatFit(placed: readonly Placed[], frame: Frame, letters = 22): Name[] {
  // What is key is not written over; the others may be, or nothing would be named where many lie.
  const bubbles = placed
    .filter(({ is_key }) => is_key)
    .map(({ id, left, top, radius }) => ({ id, left: left - radius, right: left + radius, top: top - radius, bottom: top + radius }))
  const taken: Box[] = []
  const wanted = [...placed].sort((a, b) => Number(b.is_key) - Number(a.is_key) || b.radius - a.radius)
  return wanted.flatMap((point) => {
    const text = shorten(point.name, letters)
    const spot = spotsOf(point, text.length * LETTER).find(
      (box) =>
        box.left >= frame.left &&
        box.right <= frame.width - 2 &&
        box.top >= 0 &&
        box.bottom <= frame.height - frame.bottom &&
        !taken.some((other) => overlap(box, other)) &&
        !bubbles.some((other) => other.id !== point.id && overlap(box, other)),
    )
    if (!spot) return []
    taken.push(spot)
    return [{ id: point.id, text, ...spot }]
  })
}

/** The one under the pointer, the smallest first; else the nearest within reach. */
export function nearest(placed: readonly Placed[], left: number, top: number, reach = 20): Placed | null {
  let found: Placed | null = null
  let best = Infinity
  for (const point of placed) {
    const beyond = Math.hypot(point.left - left, point.top - top) - point.radius
    const rank = beyond <= 0 ? point.radius - 1000 : beyond
    if (beyond <= reach && rank < best) [found, best] = [point, rank]
  }
  return found
}
