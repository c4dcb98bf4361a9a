import { describe, expect, it } from 'vitest'
import { PAGES, pageAt } from './pages'

describe('pageAt', () => {
  it('finds the page of an address, that of the exact path first', () => {
    expect(pageAt('/records/contacts')?.path).toBe('/records/$plural')
    expect(pageAt('/accounts/duplicates')?.area).toBe('duplicates')
    expect(pageAt('/accounts/456')?.area).toBe('account')
  })

  it('leaves unknown addresses alone', () => expect(pageAt('/nowhere/at/all')).toBeUndefined())

  it('names folders of features', () => {
    const folders = Object.keys(import.meta.glob('../features/*/*.{ts,tsx}')).map((path) => path.split('/')[2])
    expect(PAGES.filter(({ area }) => !folders.includes(area))).toEqual([])
  })
})
