import { describe, expect, it } from 'vitest'
import { gapsOf, withIndex } from './virtual'

describe('gapsOf', () => {
  it('keeps the room of what is left out', () =>
    expect(
      gapsOf([
        { index: 2, start: 60, end: 90 },
        { index: 3, start: 90, end: 120 },
        { index: 9, start: 270, end: 300 },
      ]),
    ).toEqual([
      { index: 2, gap: 60 },
      { index: 3, gap: 0 },
      { index: 9, gap: 150 },
    ]))
})

describe('withIndex', () => {
  it('adds a row in its place, once, and none that is not there', () => {
    expect(withIndex([5, 6], 2, 10)).toEqual([2, 5, 6])
    expect(withIndex([5, 6], 6, 10)).toEqual([5, 6])
    expect(withIndex([5, 6], 10, 10)).toEqual([5, 6])
    expect(withIndex([5, 6], -1, 10)).toEqual([5, 6])
  })
})
