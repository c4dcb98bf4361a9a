import { describe, expect, it } from 'vitest'
import { growForest, seenBranches, stepOf } from './forest'

const item = (id: string, parent: string | null = null) => ({ id, parent, label: id })
const forest = growForest([item('b', 'a'), item('a'), item('c', 'b'), item('d', 'gone'), item('e', 'a')])

describe('growForest', () => {
  it('puts children below parents, whatever the order', () => {
    expect(forest.map(({ id }) => id)).toEqual(['a', 'd'])
    expect(forest[0]?.children.map(({ id, level }) => [id, level])).toEqual([
      ['b', 2],
      ['e', 2],
    ])
  })

  it('loses nothing when records stand above each other', () => {
    const all = seenBranches(growForest([item('x', 'y'), item('y', 'x')]), new Set(['x', 'y']))
    expect(all.map(({ id }) => id).sort()).toEqual(['x', 'y'])
  })
})

describe('stepOf', () => {
  const open = new Set(['a'])
  const seen = seenBranches(forest, open)

  it.each([
    ['a', 'ArrowDown', { focus: 'b' }],
    ['a', 'ArrowRight', { focus: 'b' }],
    ['a', 'ArrowLeft', { close: 'a' }],
    ['b', 'ArrowRight', { open: 'b' }],
    ['b', 'ArrowLeft', { focus: 'a' }],
    ['e', 'ArrowRight', {}],
    ['e', 'ArrowDown', { focus: 'd' }],
    ['d', 'ArrowDown', { focus: 'd' }],
    ['d', 'Home', { focus: 'a' }],
    ['a', 'End', { focus: 'd' }],
    ['a', 'x', null],
  ])('from %s by %s', (at, key, step) => expect(stepOf(seen, open, at, key)).toEqual(step))
})
