import { describe, expect, it } from 'vitest'
import { formatOf, NOTHING } from './format'

describe('formatOf', () => {
  const [en, sr, cyrillic] = [formatOf('en'), formatOf('sr'), formatOf('sr-Cyrl')]

  it('writes money with the signs of the language', () => {
    expect(sr.money({ amount: '1234567.89', currency: 'RSD' }, 2)).toBe('1.234.567,89\u00a0RSD')
    expect(en.money({ amount: '1234567.89', currency: 'RSD' }, 2)).toBe('1,234,567.89\u00a0RSD')
    expect(sr.money(null)).toBe(NOTHING)
    expect(sr.money({ amount: '12.5', currency: null }, 2)).toBe('12,50')
  })

  it('writes dates in the Serbian way, in both scripts', () => {
    expect(sr.date('2026-03-07')).toBe('7. 3. 2026.')
    expect(cyrillic.date('2026-03-07')).toBe('7. 3. 2026.')
    expect(en.date('2026-03-07')).toBe('7 Mar 2026')
  })

  it('keeps the sign of a change, with a true minus', () => {
    expect(en.change(0.123)).toBe('+12.3%')
    expect(en.change(-0.04)).toBe('\u22124.0%')
    expect(en.change(null)).toBe(NOTHING)
  })

  it('never makes something into nothing, and gives nothing no sign', () => {
    expect(en.percent(0.0001)).toBe('<0.1%')
    expect(sr.percent(0.0001)).toBe('<0,1\u202f%')
    expect(en.percent(0.0001, 2)).toBe('0.01%')
    expect(en.percent(0)).toBe('0.0%')
    expect(en.percent(-0.0002)).toBe('0.0%')
    expect(en.change(0.0001)).toBe('0.0%')
    expect(en.money({ amount: '-0.4', currency: 'RSD' })).toBe('0\u00a0RSD')
  })

  it('never makes nothing into zero', () => {
    for (const format of [en, sr, cyrillic]) {
      expect(format.number(null)).toBe(NOTHING)
      expect(format.percent(undefined)).toBe(NOTHING)
      expect(format.date('')).toBe(NOTHING)
      expect(format.number('abc')).toBe(NOTHING)
    }
  })

  it('says how long ago', () => {
    const now = new Date('2026-03-10T12:00:00Z')
    expect(en.ago('2026-03-07T12:00:00Z', now)).toBe('3 days ago')
    expect(sr.ago('2026-03-07T12:00:00Z', now)).toBe('pre 3 dana')
    expect(cyrillic.ago('2026-03-07T12:00:00Z', now)).toBe('пре 3 дана')
  })
})
