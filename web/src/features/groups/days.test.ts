import { describe, expect, it } from 'vitest'
import { barOf, dayOfNumber, numberOfDay, overlapOf, spanOf, stepFrom, yearsBetween } from './days'

describe('days', () => {
  it('are numbers and back', () => {
    expect(numberOfDay('1970-01-02')).toBe(1)
    expect(dayOfNumber(numberOfDay('2024-02-29'))).toBe('2024-02-29')
  })

  it('step from change to change', () => {
    const days = ['2020-01-01', '2021-01-01', '2021-01-01', '2022-01-01']
    expect(stepFrom(days, '2021-01-01', -1)).toBe('2020-01-01')
    expect(stepFrom(days, '2021-01-01', 1)).toBe('2022-01-01')
    expect(stepFrom(days, '2020-01-01', -1)).toBeUndefined()
  })
})

describe('barOf', () => {
  const [first, last] = [numberOfDay('2020-01-01'), numberOfDay('2020-01-11')]

  it('lies between its days', () =>
    expect(barOf({ from: '2020-01-03', to: '2020-01-08' }, first, last)).toEqual({
      start: 0.2,
      length: 0.5,
      opensLeft: false,
      opensRight: false,
    }))

  it('reaches the edges where it is open', () =>
    expect(barOf({ from: null, to: null }, first, last)).toEqual({ start: 0, length: 1, opensLeft: true, opensRight: true }))
})

describe('overlapOf', () => {
  const year = { from: '2023-01-01', to: '2024-01-01' }

  it('is what both have', () => {
    expect(overlapOf(year, { from: null, to: '2023-05-01' })).toEqual({ from: '2023-01-01', to: '2023-05-01' })
    expect(overlapOf({ from: null, to: null }, { from: null, to: null })).toEqual({ from: null, to: null })
  })

  it('is nothing where one ends as the other begins', () => expect(overlapOf(year, { from: '2024-01-01', to: null })).toBeUndefined())
})

describe('the line of time', () => {
  it('has room for the earliest day', () =>
    expect(spanOf([{ from: '2020-03-01', to: null }], numberOfDay('2025-01-01')).first).toBe(numberOfDay('2020-03-01') - 60))

  it('is a year and more where nothing is known', () => expect(spanOf([], 1000)).toEqual({ first: 575, last: 1000 }))

  it('names few years', () => {
    const years = yearsBetween(numberOfDay('2001-06-01'), numberOfDay('2025-06-01'))
    expect(years.length).toBeLessThanOrEqual(6)
    expect(years[0]?.year).toBe(2002)
  })
})
