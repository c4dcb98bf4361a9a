import { describe, expect, it, vi } from 'vitest'
import { preloadPage } from './preload'
import { PAGES } from './routes'

describe('preloadPage', () => {
  const watch = (path: string) => {
    const asked = vi.fn()
    const row = PAGES.find((one) => one.path === path)
    if (!row) throw new Error(`no page ${path}`)
    row.component.preload = asked
    return asked
  }

  it('finds the page of an address, that of the exact path first', () => {
    const [list, record] = [watch('/records/$plural'), watch('/first-steps')]
    preloadPage('/records/contacts')
    expect(list).toHaveBeenCalledOnce()
    preloadPage('/first-steps')
    expect(record).toHaveBeenCalledOnce()
  })

  it('leaves unknown addresses alone', () => expect(() => preloadPage('/nowhere/at/all')).not.toThrow())
})
