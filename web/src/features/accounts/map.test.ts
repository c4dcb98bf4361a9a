import { describe, expect, it } from 'vitest'
import { levelsOf, median, namesThatFit, nearest, place, ticksOf, type Located } from './map'

const frame = { width: 1000, height: 500, left: 50, right: 50, top: 20, bottom: 30 }
const point = (id: string, net: number, attractive: number, expected: number | null = net): Located => ({
  id,
  name: id,
  net,
  attractive,
  expected,
  isSilent: false,
})

describe('place', () => {
  it('puts sales on powers of ten and the attractive above', () => {
    const [a, b] = place([point('a', 1_000_000, 1), point('b', 1000, 0)], frame)
    expect([a?.id, a?.y, a?.radius]).toEqual(['a', 20, 30])
    expect([b?.id, b?.y, b?.radius]).toEqual(['b', 470, 4])
    expect(a?.x).toBeCloseTo(950 - (0.12 / 3.24) * 900, 9)
  })

  it('takes sales for the size where nothing is expected', () => {
    const [a] = place([point('a', 100, 0.5, null), point('b', 10, 0.5, 10)], frame)
    expect(a?.id).toBe('a')
  })

  it('has room for one', () => expect(place([point('a', 1000, 0.5)], frame)[0]?.x).toBeCloseTo(500, 9))

  it('names the largest that do not cover each other', () => {
    const named = (name: string, net: number, attractive: number) => point(`${name} with a long name`, net, attractive)
    const placed = place([named('a', 1000, 0.5), named('b', 1500, 0.5), named('c', 900_000, 0.9)], frame)
    expect(namesThatFit(placed, { most: 10 }).map(({ id }) => id[0])).toEqual(['c', 'b'])
  })

  it('leaves the name of a smaller one out that would touch that of a larger one', () => {
    const at = (id: string, x: number, radius: number) => ({ ...point(id, 1, 0.5), x, y: 100, radius })
    const widthOf = () => 60
    expect(namesThatFit([at('large', 100, 10), at('small', 163, 9)], { most: 2, widthOf }).map(({ id }) => id)).toEqual(['large'])
    expect(namesThatFit([at('large', 100, 10), at('small', 170, 9)], { most: 2, widthOf }).map(({ id }) => id)).toEqual(['large', 'small'])
  })

  it('has round amounts and tens on its axes', () => {
    expect(ticksOf(2.9, 4.6)).toEqual([1000, 3000, 10_000, 30_000])
    expect(levelsOf([0.22, 0.87])).toEqual([0.2, 0.9])
    expect(levelsOf([0.5])).toEqual([0.4, 0.6])
  })
})

it('knows the middle', () => expect([median([3, 1, 2]), median([1, 2, 3, 4])]).toEqual([2, 2.5]))

describe('nearest', () => {
  const placed = place([point('large', 1_000_000, 0.5), point('small', 999_000, 0.5, 1)], frame)

  it('prefers the small one inside a large one', () => {
    const small = placed.find(({ id }) => id === 'small')
    expect(placed[nearest(placed, small?.x ?? 0, small?.y ?? 0) ?? -1]?.id).toBe('small')
  })
  it('finds none where there is none', () => expect(nearest(placed, 60, 60)).toBeNull())
})
