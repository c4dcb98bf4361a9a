import { describe, expect, it } from 'vitest'
import { fold } from './fold'

describe('fold', () => {
  it('finds a name whatever its script and diacritics', () => {
    expect([fold('Đorđević'), fold('Ђорђевић'), fold(' djordjevic ')]).toEqual(Array(3).fill('djordjevic'))
    expect([fold('Љубица Џунић'), fold('Ljubica Dzunic')]).toEqual(Array(2).fill('ljubica dzunic'))
  })
})
