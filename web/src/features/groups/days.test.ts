import { describe, expect, it } from 'vitest'
import { barOf, dayOfNumber, numberOfDay, stepFrom } from './days'

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
