import i18next, { type TFunction } from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { rewriteCatalogue, toCyrillic } from '@/i18n/cyrillic'
import { formatOf } from '@/i18n/format'
import en from './en.json'
import sr from './sr.json'
import { sayReason } from './words'

const says: Record<string, TFunction> = {}

beforeAll(async () => {
  for (const [lng, catalogue] of Object.entries({ en, sr, 'sr-Cyrl': rewriteCatalogue(sr, toCyrillic) })) {
    const one = i18next.createInstance()
    await one.init({ lng, resources: { [lng]: { account: catalogue } }, defaultNS: 'account', interpolation: { escapeValue: false } })
    says[lng] = one.t as TFunction
  }
})

const reason = (language: string, code: string, more = {}) => sayReason({ code, ...more }, says[language] as TFunction, formatOf(language))

describe('reasons of a tier', () => {
  it('stand with their numbers', () => {
    const share = { rate: 0.0107, rank: 18, of: 1609 }
    expect(reason('en', 'share', share)).toBe('Over all the years it makes 1.1% of sales: number 18 of 1,609.')
    expect(reason('sr', 'months_bought', { count: 7, of: 12 })).toBe('Kupovao u 7 od poslednjih 12 meseci.')
    expect(reason('sr', 'raised', { from: 'B', points: 2 })).toBe('Podignut sa B: 2 poena govore za njega.')
    expect(reason('sr', 'new', { since: '2025-03-07' })).toBe('Kupac od 7. 3. 2025.')
  })

  it('are all in the catalogues', () => {
    const standing = ['share', 'raised', 'lowered', 'margin', 'loses', 'returns', 'products', 'alive', 'gone']
    const moving = ['silent', 'new', 'growing', 'falling', 'steady', 'nothing_lately', 'months_bought']
    for (const language of ['en', 'sr'])
      for (const code of [...standing, ...moving]) expect(reason(language, code, { count: 2 })).not.toMatch(/^reasons\./)
  })
})
