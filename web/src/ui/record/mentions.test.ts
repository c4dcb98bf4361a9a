import { describe, expect, it } from 'vitest'
import { mentionAt, plainMentions, putMention } from './mentions'

describe('mentionAt', () => {
  it.each([
    ['Hi @jel', 7, { from: 3, words: 'jel' }],
    ['@', 1, { from: 0, words: '' }],
    ['(@Đorđe Nik', 11, { from: 1, words: 'Đorđe Nik' }],
    ['ana@firma', 9, null],
    ['Hi @jel there', 3, null],
    ['@jel, and', 9, null],
    ['', 0, null],
  ])('%j at %i', (text, cursor, mention) => expect(mentionAt(text, cursor)).toEqual(mention))
})

describe('putMention', () => {
  it('takes the place of what was typed and goes on behind it', () => {
    const put = putMention('Hi @jel and', 7, { from: 3, words: 'jel' }, { id: '9', name: 'Jelena [x]' })
    expect(put.text).toBe('Hi @[Jelena x](user:9) and')
    expect(put.text.slice(0, put.cursor)).toBe('Hi @[Jelena x](user:9) ')
  })
})

it('reads mentions by their names', () => expect(plainMentions('Hi @[Ana B](user:12), **see**')).toBe('Hi @Ana B, **see**'))
