import { describe, expect, it } from 'vitest'
import { placeAfter } from './move'

describe('placeAfter', () => {
  const extent = { rows: 100, columns: 5, page: 20 }
  const from = { row: 10, column: 2 }
  const cases: [string, boolean, [number, number] | null][] = [
    ['ArrowDown', false, [11, 2]],
    ['ArrowUp', false, [9, 2]],
    ['ArrowLeft', false, [10, 1]],
    ['ArrowRight', false, [10, 3]],
    ['ArrowRight', true, [10, 4]],
    ['PageDown', false, [30, 2]],
    ['PageUp', false, [0, 2]],
    ['Home', false, [10, 0]],
    ['End', false, [10, 4]],
    ['Home', true, [0, 0]],
    ['End', true, [99, 4]],
    ['a', false, null],
  ]

  it.each(cases)('%s, Ctrl: %s', (key, control, to) =>
    expect(placeAfter(key, control, from, extent)).toEqual(to && { row: to[0], column: to[1] }),
  )

  it('stays inside, the header included', () => {
    expect(placeAfter('ArrowUp', false, { row: 0, column: 0 }, extent)).toEqual({ row: -1, column: 0 })
    expect(placeAfter('ArrowUp', false, { row: -1, column: 0 }, extent)).toEqual({ row: -1, column: 0 })
    expect(placeAfter('ArrowDown', false, { row: 99, column: 4 }, extent)).toEqual({ row: 99, column: 4 })
  })
})
