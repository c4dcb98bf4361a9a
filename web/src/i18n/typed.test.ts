import { describe, expect, it } from 'vitest'
import { aYearLater, readDay, readDecimal, readTime, writeDecimal } from './typed'

describe('decimals', () => {
  it.each([
    ['1.234,5', 'sr', '1234.5'],
    ['1.234', 'sr', '1234'],
    ['1234.5', 'sr', '1234.5'],
    ['1 234,50', 'sr', '1234.5'],
    ['-0,5', 'sr-Cyrl', '-0.5'],
    [',5', 'sr', '0.5'],
    ['1,234.5', 'en', '1234.5'],
    ['1.234', 'en', '1.234'],
    ['\u2212007', 'en', '-7'],
    ['999999999999.123456', 'en', '999999999999.123456'],
    ['1,5', 'en', null],
    ['1.23,4', 'sr', null],
    ['12 dinara', 'sr', null],
    ['', 'sr', null],
    ['-', 'en', null],
  ])('%s in %s is %s', (typed, language, exact) => expect(readDecimal(typed, language)).toBe(exact))

  it('come back from what was written, to the last digit, in every language', () => {
    for (const language of ['en', 'sr', 'sr-Cyrl'])
      for (const value of ['0', '-1', '1000', '-1234.5', '999999999999.123456', '0.000001', '9000000000000', '12345678.9'])
        expect(readDecimal(writeDecimal(value, language), language)).toBe(value)
  })

  it('are written as people read them', () => {
    expect(writeDecimal('1234567.5', 'sr', 2)).toBe('1.234.567,50')
    expect(writeDecimal('-1234.50', 'en')).toBe('\u22121,234.5')
    expect(writeDecimal('what?', 'en')).toBe('what?')
  })
})

describe('days and times', () => {
  const today = new Date(2026, 10, 26, 9)

  it.each([
    ['7. 3. 2026.', '2026-03-07'],
    ['7.3.2026', '2026-03-07'],
    ['7.3.', '2026-03-07'],
    ['7/3/26', '2026-03-07'],
    ['7 Mar 2026', '2026-03-07'],
    ['7. mart 2026.', '2026-03-07'],
    ['12. avgust', '2026-08-12'],
    ['Mar 7, 2026', '2026-03-07'],
    ['2026-3-7', '2026-03-07'],
    ['danas', '2026-11-26'],
    ['tomorrow', '2026-11-27'],
    ['+7', '2026-12-03'],
    ['29. 2. 2024.', '2024-02-29'],
    ['29. 2. 2026.', null],
    ['3/17/2026', null],
    ['31. 4.', null],
    ['soon', null],
    ['7. foo 2026.', null],
  ])('%s is %s', (typed, day) => expect(readDay(typed, today)).toBe(day))

  it.each([
    ['14:05', '14:05'],
    ['14.05', '14:05'],
    ['905', '09:05'],
    ['9', '09:00'],
    ['9h', '09:00'],
    ['24:00', null],
    ['9:75', null],
    ['noon', null],
  ])('%s is the time %s', (typed, time) => expect(readTime(typed)).toBe(time))
})

describe('aYearLater', () => {
  it.each([
    [new Date(2026, 10, 26, 23, 59), '2027-11-26'],
    [new Date(2028, 1, 29), '2029-03-01'],
  ])('%s', (day, later) => expect(aYearLater(day)).toBe(later))
})
