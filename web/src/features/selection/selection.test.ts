import { describe, expect, it } from 'vitest'
import { formatOf } from '@/i18n/format'
import type { KamRecord } from '@/api/records'
import { certaintyOf, disagreementsOf, disagrees, placesOf } from './certainty'
import { readConditions, writeConditions } from './conditions'
import { lastDecisions } from './decisions'
import { areApart, opinionsOf, stepAt } from './judgements'
import { readLimits, writeLimits } from './limits'
import { itemsOf, mannerOf, readItems } from './saved'
import { exportOf, questionOf } from './place'
import { type Candidate, type Criterion, type Reason } from './selection'
import { sayReason, sayReasons, writeFigure, writeShare } from './words'

const en = formatOf('en')

describe('conditions', () => {
  it('are read and written as the API has them', () => {
    const read = readConditions('volume>=1000000,growth<=-0.05')
    expect(read).toEqual([
      { measure: 'volume', comparison: 'at_least', value: 1_000_000 },
      { measure: 'growth', comparison: 'at_most', value: -0.05 },
    ])
    expect(writeConditions(read)).toBe('volume>=1000000,growth<=-0.05')
  })
  it('never write a number that nobody can read', () => {
    expect(writeConditions([{ measure: 'volume', comparison: 'at_least', value: 1e12 }])).toBe('volume>=1000000000000')
    expect(writeConditions([{ measure: 'alive', comparison: 'at_least', value: 0.00001 }])).toBe('alive>=0.00001')
    expect(writeConditions([])).toBeUndefined()
    expect(readConditions('volume>1,;drop')).toEqual([])
  })
})

describe('the question', () => {
  it('takes from the address what the API knows', () => {
    expect(questionOf({ weights: 'volume=1', why: '7', view: 'matrix' })).toEqual({ weights: 'volume=1' })
  })
})

const candidate = (in_top: number | null): Candidate => ({ in_top }) as Candidate

describe('certainty', () => {
  it('counts who is sure and who hangs on the choice', () => {
    expect(certaintyOf([1, 0.95, 0.94, 0.06, 0.05, 0, null].map(candidate))).toEqual({ sure: 2, depends: 2 })
  })
  it('methods disagree only over the last place', () => {
    expect(disagrees(3, 19, 20)).toBe(false)
    expect(disagrees(20, 21, 20)).toBe(true)
    expect(disagrees(21, 20, 20)).toBe(true)
  })
})

describe('figures and shares', () => {
  it('are written as their measure is read', () => {
    expect(writeFigure('volume', { amount: '1234567.40', currency: 'RSD' }, en)).toBe('1,234,567\u00a0RSD')
    expect(writeFigure('growth', -0.122, en)).toBe('\u221212.2%')
    expect(writeFigure('breadth', 48, en)).toBe('48')
    expect(writeFigure('price_sensitivity', null, en)).toBe('–')
  })
  it('are all of the weightings only when they are', () => {
    expect(writeShare(0.9987, en)).toBe('>99%')
    expect(writeShare(1, en)).toBe('100%')
    expect(writeShare(null, en)).toBe('–')
  })
})

const criteria = [
  { id: '1', code: 'volume', name_en: 'Volume', name_sr: 'Obim', measure: 'volume' },
  { id: '5', code: 'growth', name_en: 'Growth', name_sr: 'Rast', measure: 'growth' },
  { id: '7', code: 'breadth', name_en: 'Breadth', name_sr: 'Širina', measure: 'breadth' },
] as Criterion[]

describe('reasons', () => {
  const said: [string, Record<string, unknown>][] = []
  const t = ((key: string, values: Record<string, unknown>) => {
    said.push([key, values])
    return key
  }) as never
  const tell = (reason: Partial<Reason>) => sayReason({ criterion: null, method: null, ...reason } as Reason, criteria, t, en)

  it('are told with the numbers of the account', () => {
    const figures = { figure: { amount: '10', currency: 'RSD' }, needed: { amount: '20', currency: 'RSD' } }
    expect(tell({ code: 'would_enter', criterion: 'volume', ...figures })).toBe('reasons.would_enter')
    expect(said.at(-1)?.[1]).toMatchObject({ figure: '10\u00a0RSD', needed: '20\u00a0RSD' })
    tell({ code: 'strong', criterion: 'growth', first: 0.84, last: 0.47 })
    expect(said.at(-1)?.[1]).toMatchObject({ value: '84', mean: '47' })
    tell({ code: 'methods', method: 'topsis', first: 21 })
    expect(said.at(-1)?.[1]).toMatchObject({ method: 'methods.topsis', rank: '21' })
  })
  it('say half a condition where the other half is none', () => {
    expect(tell({ code: 'only_if', criterion: 'volume', first: 0, last: 0.6 })).toBe('reasons.only_if_below')
    expect(tell({ code: 'only_if', criterion: 'volume', first: 0.6, last: 1 })).toBe('reasons.only_if_above')
    expect(tell({ code: 'only_if', criterion: 'volume', first: 0.2, last: 0.6 })).toBe('reasons.only_if')
  })
  it('that hang on several weights come in one sentence, where the first of them stood', () => {
    const span = (criterion: string, first: number, last: number, holds: boolean) =>
      ({ code: 'only_if', criterion, method: null, first, last, holds }) as Reason
    const sure = { code: 'sure_in', criterion: null, method: null, first: 1 } as Reason
    const inside = [sure, span('volume', 0.2, 1, true), span('growth', 0, 0.5, true)]
    expect(sayReasons(inside, criteria, t, en)).toEqual(['reasons.sure_in', 'reasons.only_if_all'])
    expect(said.at(-1)?.[1]).toMatchObject({ parts: 'parts.all' })
    expect(said.at(-2)?.[1]).toMatchObject({ first: 'parts.only_if_above', last: 'parts.only_if_below' })
    expect(sayReasons(inside.slice(0, 2), criteria, t, en)).toEqual(['reasons.sure_in', 'reasons.only_if_above'])
    expect(sayReasons([span('volume', 0, 0.003, false)], criteria, t, en)).toEqual(['reasons.would_if_any'])
    expect(said.at(-2)?.[1]).toMatchObject({ to: '0.3%' })
  })
  it('say none where there is none', () => {
    expect(tell({ code: 'sure_out', first: 0 })).toBe('reasons.never')
    expect(tell({ code: 'sure_out', first: 0.002 })).toBe('reasons.sure_out')
    expect(said.at(-1)?.[1]).toMatchObject({ share: '<1%' })
  })
  it('tell what one person says alone, and what the signs say otherwise', () => {
    expect(tell({ code: 'one_opinion', criterion: 'growth', first: 0.7 })).toBe('reasons.one_opinion')
    expect(tell({ code: 'signs_differ', criterion: 'growth', first: 0.7, last: 0.3 })).toBe('reasons.signs_differ')
    expect(said.at(-1)?.[1]).toMatchObject({ value: '70', mean: '30' })
  })
  it('say what is under agreements, and until when', () => {
    expect(tell({ code: 'contract', first: 0.62, until: '2026-12-31' })).toBe('reasons.contract')
    expect(said.at(-1)?.[1]).toMatchObject({ share: '62%', day: '31 Dec 2026' })
    expect(tell({ code: 'contract', first: 0.62, until: null })).toBe('reasons.contract_open')
    expect(tell({ code: 'contract_ends', first: 1, until: '2026-12-31' })).toBe('reasons.contract_ends')
  })
  it('of a later version are left out', () => {
    expect(tell({ code: 'something_new' })).toBeNull()
  })
})

const record = (values: object) => ({ id: '1', version: 1, created_at: '', updated_at: '', ...values }) as KamRecord

describe('judgements', () => {
  it('are the last word of each, with how far they are apart', () => {
    const said = (user_id: string, points: string) => record({ criterion_id: '4', user_id, points, judged_on: '2026-01-01' })
    const opinion = opinionsOf([said('7', '8'), said('9', '3'), said('7', '1')]).get('4')
    expect(opinion).toMatchObject({ mean: 5.5, least: 3, most: 8 })
    expect(opinion?.said.map(({ user_id }) => user_id)).toEqual(['7', '9'])
    expect(opinion && areApart(opinion)).toBe(true)
  })
})

describe('decisions', () => {
  it('the last of an account counts', () => {
    const made = (account_id: string, code: string | null) => record({ account_id, decided_on: '2026-01-01', tier: code && { code } })
    const last = lastDecisions([made('1', 'B'), made('1', 'A'), made('2', null)])
    expect(last.get('1')?.tier).toBe('B')
    expect(last.get('2')?.tier).toBeNull()
  })
})

describe('a saved weighting', () => {
  const read = (manner: 'points' | 'rank_order' | 'pairwise', points: Record<string, number>, pairs = null as never) => {
    const said = { manner, points, pairs }
    const kept = { ...said, manner: mannerOf(said) }
    return readItems(kept.manner, itemsOf(kept, criteria).map(record), criteria)
  }

  it('says the same when it is used again', () => {
    expect(read('points', { volume: 30, growth: 12.5 }).points).toEqual({ volume: 30, growth: 12.5, breadth: 0 })
    expect(Object.keys(read('rank_order', { volume: 20, growth: 60, breadth: 20 }).points ?? {})).toEqual(['growth', 'volume', 'breadth'])
    const pairs = [{ criterion: 'volume', other: 'growth', value: 0.2 }]
    expect(read('pairwise', { volume: 1, growth: 1, breadth: 1 }, pairs as never).pairs).toEqual(pairs)
  })
  it('is kept as points where no pair was said', () => {
    expect(mannerOf({ manner: 'pairwise', pairs: null })).toBe('points')
    expect(mannerOf({ manner: 'rank_order', pairs: null })).toBe('rank_order')
  })
  it('that speaks of some criteria alone gives the others nothing', () => {
    expect(readItems('points', [record({ criterion_id: '1', value: '5' })], criteria)).toEqual({ points: { volume: 5 }, pairs: null })
  })
})

describe('limits of weights', () => {
  it('are read and written as the API has them', () => {
    const limits = readLimits('volume=10-40,growth=0-20.5')
    expect(limits).toEqual({ volume: { low: 10, high: 40 }, growth: { low: 0, high: 20.5 } })
    expect(writeLimits(limits)).toBe('volume=10-40,growth=0-20.5')
  })
  it('that make no sense are left out', () => {
    expect(readLimits('volume=40-10,growth=0-120,breadth')).toEqual({})
    expect(writeLimits({})).toBeUndefined()
  })
})

describe('the address', () => {
  it('asks for groups, and a file of the same question', () => {
    const groups = { by: 'group', groups: 'then', depth: '1', top: '5' }
    expect(questionOf(groups)).toMatchObject(groups)
    expect(questionOf({ by: 'pairwise' }).by).toBeUndefined()
    expect(exportOf({ top: '5' }, 'sr')).toBe('/api/v1/analysis/selection/export?top=5&draws=10000&before=true&lang=sr')
  })
})

describe('the scale', () => {
  it('marks the step that people come nearest to', () => {
    expect(stepAt([0, 5, 10], 8)).toBe(2)
    expect(stepAt([0, 5, 10], 2.5)).toBe(0)
    expect(stepAt([0, 5, 10], undefined)).toBe(-1)
  })
})

describe('places', () => {
  it('are as many as are looked for, the missing ones never', () => {
    expect(placesOf({ acceptability: { 1: 0.25, 3: 0.5 } }, 3).map(({ share }) => share)).toEqual([0.25, 0, 0.5])
    expect(placesOf({ acceptability: null }, 500)).toHaveLength(20)
  })
})

describe('methods', () => {
  const account = (id: string, rank: number, topsis: number, promethee: number) =>
    ({ id, rank, ranks: { weighted: rank, topsis, promethee } }) as Candidate

  it('that disagree name who comes in and who goes out', () => {
    const accounts = [account('1', 1, 1, 1), account('2', 2, 3, 2), account('3', 3, 2, 3)]
    const [one, ...others] = disagreementsOf({ accounts, top: 2 })
    expect(one).toMatchObject({ method: 'topsis', comes: [{ id: '3' }], goes: [{ id: '2' }] })
    expect(others).toEqual([])
  })
})
