import { expect, it } from 'vitest'
import { cellFrom } from './walk'

const last = { row: 2, column: 3 }

it.each([
  [{ row: 0, column: 0 }, 'ArrowUp', { row: 0, column: 0 }],
  [{ row: 0, column: 0 }, 'ArrowDown', { row: 1, column: 0 }],
  [{ row: 2, column: 3 }, 'ArrowRight', { row: 2, column: 3 }],
  [{ row: 2, column: 1 }, 'ArrowLeft', { row: 2, column: 0 }],
  [{ row: 1, column: 1 }, 'End', { row: 1, column: 3 }],
  [{ row: 1, column: 1 }, 'Home', { row: 1, column: 0 }],
  [{ row: 1, column: 1 }, 'a', null],
])('from %j by %s', (from, key, to) => expect(cellFrom(from, key, last)).toEqual(to))
