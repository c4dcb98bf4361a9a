/* The catalogues and the code agree: nothing untranslated, nothing left over, the same values and all plural forms in both languages. */
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { KEPT, toCyrillic } from '../src/i18n/cyrillic'
import { filesBelow, PLURAL, readCatalogues, readCode, valuesOf } from './words.mjs'

const src = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..', 'src')
const catalogues = readCatalogues(src)
const code = filesBelow(src, /\.tsx?$/).map((file) => readCode(file))
const named = (file) => path.relative(src, file)

/* Keys that are put together from values of the API, so that no text in the code shows them whole: catalogue, and what they begin with. */
const MADE_OF_VALUES = []

const baseOf = (key) => key.replace(PLURAL, '')
const has = (catalogue, key) => Object.keys(catalogue).some((known) => known === key || baseOf(known) === key)
const fits = (catalogue, pattern) => Object.keys(catalogue).some((known) => pattern.test(known) || pattern.test(baseOf(known)))
const isThere = (catalogue, key) => (key instanceof RegExp ? fits(catalogue, key) : has(catalogue, key))

/* 'common:actions.close' names its catalogue; otherwise it is one that the file uses, or any when the words were handed to it. */
function placesOf(file, key) {
  const [, name, rest] = /^\^?(\w+):(.*)$/.exec(key instanceof RegExp ? key.source : key) ?? []
  if (name && catalogues[name]) return { names: [name], key: key instanceof RegExp ? new RegExp(`^${rest}`) : rest }
  const own = file.names.length > 0 ? file.names : ['common']
  return { names: [...new Set([...own, 'common'])], key, anywhere: file.names.length === 0 }
}

function isMissing(file, key) {
  const place = placesOf(file, key)
  const names = place.anywhere ? Object.keys(catalogues) : place.names
  return !names.some((name) => catalogues[name] && isThere(catalogues[name].en, place.key))
}

const literals = new Set(code.flatMap((file) => [...file.literals]))
const patterns = code.flatMap((file) => file.patterns).filter((pattern) => pattern.source.replace(/\.\+|\^|\$/g, '').length > 2)
const withoutName = (key) => key.replace(/^\w+:/, '')
const wanted = new Set([...literals].map(withoutName))

const isUsed = (name, key) =>
  wanted.has(baseOf(key)) ||
  wanted.has(key) ||
  patterns.some((pattern) => pattern.test(baseOf(key)) || pattern.test(`${name}:${baseOf(key)}`)) ||
  MADE_OF_VALUES.some(([catalogue, beginning]) => catalogue === name && key.startsWith(beginning))

describe('every catalogue', () => {
  it('has a name of its own', () => {
    const twice = Object.entries(catalogues).filter(([, { folders }]) => folders.size > 1)
    expect(twice.map(([name]) => name)).toEqual([])
  })

  it('is there in both languages', () => expect(Object.entries(catalogues).filter(([, { en, sr }]) => !en || !sr)).toEqual([]))
})

describe('the code', () => {
  it('asks only for words that are there', () => {
    const missing = code.flatMap((file) =>
      file.keys.filter(({ key, isFallback }) => !isFallback && isMissing(file, key)).map(({ key }) => `${named(file.file)}: ${key}`),
    )
    expect(missing).toEqual([])
  })
})

describe.each(Object.entries(catalogues))('the catalogue %s', (name, { en, sr }) => {
  const bases = (catalogue) => [...new Set(Object.keys(catalogue).map(baseOf))].sort()

  it('says the same in both languages', () => expect(bases(sr)).toEqual(bases(en)))

  it('holds nothing that nobody asks for', () => expect(Object.keys(en).filter((key) => !isUsed(name, key))).toEqual([]))

  it('leaves nothing unsaid in one language that the other says', () =>
    expect(Object.keys(en).filter((key) => sr[key] !== undefined && (en[key].trim() === '') !== (sr[key].trim() === ''))).toEqual([]))

  it('has the same values in both languages', () => {
    const different = Object.keys(en)
      .filter((key) => sr[key] !== undefined && valuesOf(en[key]).join() !== valuesOf(sr[key]).join())
      .filter((key) => !/_one$/.test(key))
    expect(different).toEqual([])
  })

  it('has every form of a plural', () => {
    const forms = (catalogue, base) =>
      Object.keys(catalogue)
        .filter((key) => PLURAL.test(key) && baseOf(key) === base)
        .map((key) => PLURAL.exec(key)[1])
        .sort()
        .join()
    // too_few and again_other alone are no plurals.
    const plurals = bases(en).filter((base) => [en, sr].some((catalogue) => forms(catalogue, base).includes(',')))
    const wrong = plurals.filter((base) => forms(en, base) !== 'one,other' || forms(sr, base) !== 'few,one,other')
    expect(wrong).toEqual([])
  })

  it('is written in Latin, and turns into Cyrillic whole', () => {
    expect(Object.entries(sr).filter(([, text]) => /\p{Script=Cyrillic}/u.test(text))).toEqual([])
    const left = Object.entries(sr).filter(([, text]) => /\p{Script=Latin}/u.test(toCyrillic(text.replace(KEPT, ' '))))
    expect(left).toEqual([])
  })
})
