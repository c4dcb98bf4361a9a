import { describe, expect, it } from 'vitest'
import { browserOf } from './browser'

describe('browserOf', () => {
  it('tells browsers apart that all claim to be one another', () => {
    const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36'
    expect(browserOf(chrome)).toBe('Chrome, Windows')
    expect(browserOf(`${chrome} Edg/130.0.0.0`)).toBe('Edge, Windows')
    expect(browserOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile Safari/604.1')).toBe(
      'Safari, iOS',
    )
    expect(browserOf('Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0')).toBe('Firefox, Linux')
    expect(browserOf('curl/8.0')).toBe('')
  })
})
