import { afterEach, describe, expect, it } from 'vitest'
import { afterKey, holdKeys, takeHeld } from './held'

const press = (key: string, more: KeyboardEventInit = {}) =>
  document.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true, ...more }))

afterEach(() => void takeHeld())

describe('held keys', () => {
  it('are those typed until the field takes them', () => {
    holdKeys()
    for (const key of ['đ', 'o', 'x', 'Backspace', 'k', 'a']) expect(press(key)).toBe(false)
    expect(takeHeld()).toBe('đoka')
    expect(press('z')).toBe(true)
    expect(takeHeld()).toBe('')
  })

  it('leave chords and Tab alone, and end with Escape', () => {
    holdKeys()
    expect(press('r', { ctrlKey: true })).toBe(true)
    expect(press('Tab')).toBe(true)
    press('a')
    expect(press('Escape')).toBe(true)
    expect(press('b')).toBe(true)
    expect(takeHeld()).toBe('')
  })

  it('do not press what lies below', () => {
    holdKeys()
    expect(press('Enter')).toBe(false)
  })
})

it('knows what a key does to a text', () => {
  expect(['c', 'Backspace', 'F5'].map((key) => afterKey('ab', key))).toEqual(['abc', 'a', null])
})
