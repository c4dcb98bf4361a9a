import { describe, expect, it } from 'vitest'
import { letterOf, wordsOf, DECIMALS } from './choices'
import { reasonKey, sayReason } from './reasons'
import { changesNothing, rowsRead, sentencesOf } from './sentences'
import type { Summary } from './types'

const money = (amount: string) => ({ amount, currency: 'RSD' })
const part = (rows: number) => ({ rows, net: money('0.00') })
const sales = (lines: Record<string, number>, more: object = {}): Summary => ({
  batch: null,
  lines,
  balance: { taken: part(0), repeated: part(0), refused: part(0), file: part(0), refused_unread: 0 },
  ...more,
})

describe('sentencesOf', () => {
  it('tell new lines apart from those that replace others, and leave out what is nothing', () => {
    const found = sentencesOf(sales({ taken: 12_439, updated: 31, updated_documents: 31, refused: 3, repeated: 0 }, { new_accounts: 2 }))
    expect(found).toEqual([
      { key: 'new_lines', count: 12_408 },
      { key: 'changed_documents', count: 31 },
      { key: 'refused', count: 3, isBad: true },
      { key: 'new_accounts', count: 2 },
    ])
  })

  it('tell of records what is new, changed and as it was', () => {
    const found = sentencesOf({ batch: 1, lines: { new: 2, changed: 1, equal: 7, refused: 0 } })
    expect(found.map(({ key, count }) => [key, count])).toEqual([['new', 2], ['changed', 1], ['equal', 7]])
  })
})

describe('changesNothing', () => {
  it('is so when everything is known, even when rows are refused', () => {
    expect(changesNothing(sales({ taken: 0, repeated: 9, refused: 2 }))).toBe(true)
    expect(changesNothing(sales({ taken: 0, updated_documents: 1 }))).toBe(false)
    expect(changesNothing(sales({ taken: 0 }, { changed_accounts: 1 }))).toBe(false)
    expect(changesNothing({ batch: null, lines: { new: 0, changed: 0, equal: 4 } })).toBe(true)
  })
})

describe('what the server says in English', () => {
  it('is a number of rows, or something else', () => {
    expect(rowsRead('120000 rows read')).toBe(120_000)
    expect(rowsRead('waits for the database')).toBeNull()
    expect(rowsRead(null)).toBeNull()
  })

  it('is known by its beginning; what is not known is shown as it is', () => {
    expect(reasonKey('this is no date in the order day month year, in which ...')).toBe('date_order')
    expect(reasonKey('something new')).toBeNull()
    expect(sayReason('something new', (key) => key)).toBe('something new')
    expect(sayReason('the amount is missing: fill it in', (key) => key)).toBe('reasons.amount_missing')
  })
})

describe('choices', () => {
  it('call columns as spreadsheets do', () => {
    expect([1, 26, 27, 52, 53, 702, 703].map(letterOf)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
  })

  it('have words, or stand for themselves', () => {
    expect(wordsOf(DECIMALS, ',', (key) => key)).toBe('decimals.comma')
    expect(wordsOf(DECIMALS, '?', (key) => key)).toBe('?')
  })
})
