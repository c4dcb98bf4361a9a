import { describe, expect, it } from 'vitest'
import { type Session } from '@/api/session'
import { classesOf, classOfRow } from './classes'
import { mainPart, needsOf } from './needs'
import { type Mover, type ParetoRow, type Silent, type Year } from './overview'
import { queryOfSearch } from './place'
import { scalesOf } from './MoversCards'
import { wayOf } from './QualityCard'
import { trendOfYears } from './YearsCard'

const rsd = (amount: string) => ({ amount, currency: 'RSD' })
const NO_PARTS = { new_products: rsd('0'), stopped_products: rsd('0'), volume: rsd('0'), price: rsd('0') }
const mover = (id: string, change: string, parts: Partial<Mover['parts']> = {}) =>
  ({ account: { id, name: id }, change: rsd(change), parts: { ...NO_PARTS, ...parts } }) as Mover
const silent = (id: string, at_stake: string) => ({ account: { id, name: id }, at_stake: rsd(at_stake) }) as Silent

describe('what needs somebody first', () => {
  const source = { formula_code: '', formula: '', as_of: null, data_version: 1, certainty: { code: '', words: '' }, settings: '' }
  const overview = {
    silent: { rows: 2, at_stake: null, older_rows: 0, older_at_stake: null, items: [silent('a', '500'), silent('b', '90')], source },
    movers: { up: [], down: [mover('a', '-480'), mover('c', '-200'), mover('d', '-50')], source },
  }

  it('is ordered by the money at stake, whatever the reason', () => {
    expect(needsOf(overview).map(({ who, at_stake }) => [who.id, at_stake])).toEqual([['a', 500], ['c', 200], ['b', 90], ['d', 50]])
  })

  it('names nobody twice', () => {
    expect(needsOf(overview).filter(({ who }) => who.id === 'a')).toHaveLength(1)
  })

  it('ends where people stop reading', () => {
    expect(needsOf(overview, 2)).toHaveLength(2)
  })
})

describe('what a change is mostly made of', () => {
  it('weighs in the direction of the change', () => {
    expect(mainPart(mover('a', '-50', { volume: rsd('-57.60'), price: rsd('7.60') }))).toBe('volume')
    expect(mainPart(mover('a', '10', { volume: rsd('-5'), new_products: rsd('15') }))).toBe('new_products')
  })

  it('is nothing when nothing changed', () => {
    expect(mainPart(mover('a', '0'))).toBeNull()
  })
})

describe('classes of the curve', () => {
  const shares = [0.62, 0.81, 0.94, 0.97, 1]
  const rows = shares.map((cumulative, index) => ({ rank: index + 1, share_of_rows: (index + 1) / 5, cumulative })) as ParetoRow[]

  it('end with the customer that reaches the cut', () => {
    expect(classesOf(rows)).toEqual([{ name: 'A', until: 0.4 }, { name: 'B', until: 0.8 }, { name: 'C', until: 1 }])
  })

  it('hold each customer', () => {
    expect(rows.map((_, index) => classOfRow(rows, index))).toEqual(['A', 'A', 'B', 'B', 'C'])
  })
})

describe('the address', () => {
  it('asks for twelve months of companies when it says nothing', () => {
    expect(queryOfSearch({})).toEqual({ period: 'last12', by: 'account', manager: undefined })
  })

  it('asks for a year by its days', () => {
    const days = { from: '2024-01-01', until: '2024-12-31' }
    expect(queryOfSearch({ period: '2024', by: 'group', manager: '7' })).toEqual({ ...days, by: 'group', manager: '7' })
  })

  it('does not pass on what it does not know', () => {
    expect(queryOfSearch({ period: 'nonsense', by: 'x' })).toEqual({ period: 'last12', by: 'account', manager: undefined })
  })
})

describe('years', () => {
  const year = (at: number, top_10: number, whole = true) => ({ year: at, top_10, whole }) as Year

  it('compares the last two whole ones', () => {
    expect(trendOfYears([year(2023, 0.29), year(2024, 0.32), year(2025, 0.5, false)])).toBe('more')
    expect(trendOfYears([year(2024, 0.32), year(2025, 0.28)])).toBe('less')
    expect(trendOfYears([year(2024, 0.32), year(2025, 0.322)])).toBe('same')
    expect(trendOfYears([year(2025, 0.28)])).toBeNull()
  })
})

describe('charts of movers', () => {
  it('give the same money the same length', () => {
    const { up, down } = scalesOf([mover('a', '23')], [mover('b', '-52')])
    expect(up.max - up.min).toBe(down.max - down.min)
    expect(down.max).toBe(0)
  })
})

describe('wayOf', () => {
  const may = (...permissions: string[]) => ({ permissions }) as unknown as Session

  it('leads to where what is lacking is filled in', () => {
    expect(wayOf('lines_without_account', may('import'))?.to).toBe('/import/unassigned')
    expect(wayOf('lines_without_cost', may('import'))?.to).toBe('/import')
  })
  it('leads nobody where they may not go', () => expect(wayOf('lines_without_account', may('business_read'))).toBeUndefined())
})
