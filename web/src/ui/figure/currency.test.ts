import { beforeEach, describe, expect, it } from 'vitest'
import { currencyOf, figuresQuery } from './currency'

describe('the currency of figures', () => {
  beforeEach(() => sessionStorage.clear())

  it('is what the address says', () => {
    expect(currencyOf({ currency: 'EUR' })).toBe('EUR')
    expect(currencyOf({ currency: ['USD', 'EUR'] })).toBe('USD')
  })

  it("is the firm's own without a word, or with one that is no currency", () => {
    expect(currencyOf({})).toBeUndefined()
    expect(currencyOf({ currency: 'euros' })).toBeUndefined()
  })

  it('is asked for beside the period', () => {
    expect(figuresQuery({ period: '2024', currency: 'EUR' })).toEqual({ from: '2024-01-01', until: '2024-12-31', currency: 'EUR' })
  })

  it('is what this tab remembers where the address does not say it', () => {
    sessionStorage.setItem('kamen-currency', 'EUR')
    expect(currencyOf({})).toBe('EUR')
    expect(currencyOf({ currency: 'USD' })).toBe('USD')
    sessionStorage.setItem('kamen-currency', 'nonsense')
    expect(currencyOf({})).toBeUndefined()
  })
})
