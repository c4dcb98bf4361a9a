import { describe, expect, it } from 'vitest'
import { countParts, strengthOf } from './strength'

describe('strengthOf', () => {
  it.each([
    ['', 'none'],
    ['korak-sneg', 'short'],
    ['qwertyuiop12', 'weak'],
    ['abcabcabcabc', 'weak'],
    ['korak sneg 1', 'fair'],
    ['korak sneg lampa vetar', 'good'],
  ])('%s is %s', (password, strength) => expect(strengthOf(password)).toBe(strength))

  it('counts characters, not bytes or halves of pairs', () => expect(strengthOf('🌲🌊🔥🪨🌙⭐🌧️🍞')).toBe('short'))
})

describe('countParts', () => {
  it('takes what follows from what was before as one', () => {
    expect(countParts('1234567')).toBe(1)
    expect(countParts('x1987y')).toBe(3)
    expect(countParts('vodavoda')).toBe(5)
  })
})
