import { expect, it } from 'vitest'
import { toggled } from './ticks'

it('ticks and unticks without touching what was there', () => {
  const before = new Set(['1', '2'])
  expect([...toggled(before, '2')]).toEqual(['1'])
  expect([...toggled(before, '3')]).toEqual(['1', '2', '3'])
  expect([...before]).toEqual(['1', '2'])
})
