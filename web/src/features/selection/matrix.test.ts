import { describe, expect, it } from 'vitest'
import { makeScales, namesThatFit, nearest, place, spanOf, type Placed, type Point } from './matrix'

const frame = { width: 1000, height: 500, left: 50, right: 50, top: 20, bottom: 30 }
const point = (id: string, x: number, y: number, size: number, is_key = false): Point => {
  return { id, name: id, is_key, x, y, size, before: null }
}

describe('place', () => {
  it('puts the attractive above and the strong to the right, the large first', () => {
    const [large, small] = place([point('small', 0.2, 0.3, 1), point('large', 0.8, 0.7, 100)], frame)
    expect(large?.id).toBe('large')
    expect(large && small && large.left > small.left && large.top < small.top && large.radius > small.radius).toBe(true)
  })
  it('keeps a year ago inside the frame', () => {
    const [one] = place([{ ...point('a', 0.5, 0.5, 1), before: { x: 0, y: 1 } }], frame)
    expect(one?.from).toEqual({ left: 50, top: 20 })
  })
  it('has room around what is shown', () => {
    const [low, high] = spanOf([0.42, 0.58])
    expect(low).toBeLessThanOrEqual(0.4)
    expect(high).toBeGreaterThanOrEqual(0.6)
    expect(makeScales([point('a', 0.5, 0.5, 1)], frame).toLeft(0.5)).toBeGreaterThan(50)
  })
})

describe('names', () => {
  const boxes = (many: number) =>
    namesThatFit(
      place(
        Array.from({ length: many }, (_, i) => point(`account ${i}`, 0.5 + (i % 7) / 60, 0.5 + (i % 5) / 70, i, i % 3 === 0)),
        frame,
      ),
      frame,
    )

  it('never lie over each other', () => {
    const names = boxes(60)
    expect(names.length).toBeGreaterThan(3)
    for (const a of names)
      for (const b of names)
        if (a !== b) expect(a.left >= b.right || b.left >= a.right || a.top >= b.bottom || b.top >= a.bottom, `${a.id} ${b.id}`).toBe(true)
  })
  it('are shortened', () => {
    const [name] = namesThatFit(place([{ ...point('a', 0.5, 0.5, 1), name: 'A very long name of a company' }], frame), frame, 10)
    expect(name?.text).toBe('A very lo…')
  })
})

describe('nearest', () => {
  const placed = [
    { id: 'large', left: 100, top: 100, radius: 30 },
    { id: 'small', left: 110, top: 100, radius: 5 },
  ] as Placed[]

  it('is the small one where two lie over each other, and none far away', () => {
    expect(nearest(placed, 110, 100)?.id).toBe('small')
    expect(nearest(placed, 80, 100)?.id).toBe('large')
    expect(nearest(placed, 400, 400)).toBeNull()
  })
})
