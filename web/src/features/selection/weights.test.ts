import { describe, expect, it } from 'vitest'
import {
  asItem,
  centroid,
  levelOf,
  moved,
  nearestLevel,
  orderOf,
  pairOfItem,
  pairsFromPoints,
  pointsOfOrder,
  readPoints,
  sharesOf,
  valueOfLevel,
  writePoints,
} from './weights'

describe('points in the address', () => {
  it('are read and written as the API has them', () => {
    const points = readPoints('volume=30, growth=2.5,breadth=0')
    expect(points).toEqual({ volume: 30, growth: 2.5, breadth: 0 })
    expect(writePoints(points ?? {}, ['growth', 'volume', 'breadth'])).toBe('growth=2.5,volume=30')
  })
  it('say nothing when none counts, or nothing can be read', () => {
    expect(readPoints(undefined)).toBeNull()
    expect(readPoints('volume=0')).toBeNull()
    expect(readPoints('volume=-3,=2,Growth=1')).toBeNull()
    expect(writePoints({ volume: 0 }, ['volume'])).toBeUndefined()
  })
  it('have shares of sum 1', () => {
    expect(sharesOf({ a: 30, b: 10 })).toEqual({ a: 0.75, b: 0.25 })
    expect(sharesOf({ a: 0 })).toEqual({ a: 0 })
  })
})

describe('weights of an order', () => {
  it('are the centre of all with that order', () => {
    // m = 3: (1 + 1/2 + 1/3) / 3, (1/2 + 1/3) / 3, (1/3) / 3
    const [a, b, c] = centroid(3)
    expect(a).toBeCloseTo(11 / 18, 12)
    expect(b).toBeCloseTo(5 / 18, 12)
    expect(c).toBeCloseTo(2 / 18, 12)
    expect(centroid(7).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12)
  })
  it('give the order back that they were made of', () => {
    const order = ['growth', 'volume', 'breadth', 'profitability']
    expect(orderOf(pointsOfOrder(order), ['breadth', 'growth', 'price', 'profitability', 'volume'])).toEqual(order)
  })
  it('change by one place at a time', () => {
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c'])
    expect(moved(['a', 'b', 'c'], 2, 3)).toEqual(['a', 'b', 'c'])
  })
})

describe('pairs', () => {
  it('begin with what the points say', () => {
    expect(pairsFromPoints({ a: 30, b: 10, c: 30 }, ['a', 'b', 'c'])).toEqual([
      { criterion: 'a', other: 'b', value: 3 },
      { criterion: 'a', other: 'c', value: 1 },
      { criterion: 'b', other: 'c', value: 1 / 3 },
    ])
    expect(nearestLevel(100, 1)).toBe(9)
    expect(nearestLevel(0, 5)).toBe(1)
  })
  it('are sent with the more important first, and read back', () => {
    const pair = { criterion: 'a', other: 'b', value: 1 / 5 }
    expect(asItem(pair)).toEqual({ criterion: 'b', other: 'a', value: '5' })
    expect(pairOfItem({ criterion: 'b', other: 'a', value: 5 }, ['a', 'b'])).toEqual(pair)
    expect(pairOfItem({ criterion: 'a', other: 'b', value: 4 }, ['a', 'b']).value).toBe(4)
  })
  it('have a level to either side', () => {
    for (const level of ['9', '2', '1', '-2', '-9']) expect(levelOf(valueOfLevel(level))).toBe(level)
  })
})
