import i18next, { type TFunction } from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { rewriteCatalogue, toCyrillic } from '@/i18n/cyrillic'
import { formatOf } from '@/i18n/format'
import en from './en.json'
import sr from './sr.json'
import { sayMatter } from './words'

const says: Record<string, TFunction> = {}

beforeAll(async () => {
  for (const [lng, catalogue] of Object.entries({ en, sr, 'sr-Cyrl': rewriteCatalogue(sr, toCyrillic) })) {
    const one = i18next.createInstance()
    await one.init({ lng, resources: { [lng]: { matters: catalogue } }, defaultNS: 'matters', interpolation: { escapeValue: false } })
    says[lng] = one.t as TFunction
  }
})

const matter = (code: string, more = {}) => ({ code, is_good: false, at_stake: null, ...more })
const say = (language: string, code: string, more = {}) =>
  sayMatter(matter(code, more), says[language] as TFunction<'matters'>, formatOf(language))

describe('what matters, in words', () => {
  it('has the plural forms of each language', () => {
    const stopped = (language: string) => [1, 3, 5, 21].map((count) => say(language, 'products_stopped', { count }))
    expect(stopped('en')[0]).toBe('No longer buys 1 product that it bought before.')
    expect(stopped('en')[1]).toBe('No longer buys 3 products that it bought before.')
    expect(stopped('sr')).toEqual([
      'Više ne kupuje 1 artikal koji je ranije kupovao.',
      'Više ne kupuje 3 artikla koje je ranije kupovao.',
      'Više ne kupuje 5 artikala koje je ranije kupovao.',
      'Više ne kupuje 21 artikal koji je ranije kupovao.',
    ])
    expect(stopped('sr-Cyrl')[1]).toBe('Више не купује 3 артикла које је раније куповао.')
  })

  it('says a rhythm of every day as people do', () => {
    expect(say('en', 'silent_longer_than_usual', { count: 168, usual_days: 1 })).toContain('usually buys every day')
    expect(say('sr', 'silent_longer_than_usual', { count: 30, usual_days: 7 })).toContain('obično kupuje na 7 dana')
  })

  it('names the category that fell most, as it was typed', () => {
    const words = say('sr-Cyrl', 'falling', { rate: -0.371, category: 'Ležajevi' })
    expect(words).toContain('Ležajevi')
    expect(words).toContain('\u221237,1')
  })

  it('gives changes their sign and chances none', () => {
    expect(say('en', 'growing', { rate: 0.2 })).toBe('Grows: +20.0% against the year before.')
    expect(say('en', 'probably_gone', { rate: 0.07, count: 200 })).toContain('a chance of 7.0%')
  })
})
