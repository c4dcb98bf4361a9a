import { describe, expect, it } from 'vitest'
import { fold, matchesWords, piecesOf } from './fold'

describe('fold', () => {
  it.each([
    ['Đorđević', 'djordjevic'],
    ['Ђорђевић', 'djordjevic'],
    ['ŽIVKOVIĆ Љубиша', 'zivkovic ljubisa'],
    ['Müller', 'muller'],
  ])('%s is searched as %s', (text, folded) => expect(fold(text)).toBe(folded))
})

describe('matchesWords', () => {
  it('asks for beginnings of words in any order', () => {
    expect(matchesWords('Кључни купци', 'kup kljuc')).toBe(true)
    expect(matchesWords('Pregled', 'led')).toBe(false)
  })
})

describe('piecesOf', () => {
  const mark = (piece: { text: string; found: boolean }) => (piece.found ? `[${piece.text}]` : piece.text)
  const marked = (text: string, wanted: string) => piecesOf(text, wanted).map(mark).join('')

  it('marks in the letters of the text what was typed in others', () => {
    expect(marked('Ђорђевић доо', 'djordj')).toBe('[Ђорђ]евић доо')
    expect(marked('Metal Promet, Niš', 'ni met')).toBe('[Met]al Promet, [Ni]š')
  })

  it('leaves a text whole that holds nothing of it', () => expect(marked('Metal', 'x')).toBe('Metal'))
})
