import { describe, expect, it } from 'vitest'
import { formatOf } from '@/i18n/format'
import { timeChart } from '@/ui/chart/timeChart'
import type { Figures } from './account'
import { labelOfMonth, linesOfMonth, monthsBefore, nameOfMonth, pointsOf, salesMonths, trendsOf } from './sales'

const rsd = (amount: number) => ({ amount: amount.toFixed(2), currency: 'RSD' })
const source = { formula_code: '', formula: '', as_of: null, data_version: 1, certainty: { code: '', words: '' }, settings: '' }
const history = Array.from({ length: 14 }, (_, index) => {
  const month = `${2024 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
  return { from: `${month}-01`, to: `${month}-28`, net: rsd(100 + index) }
})
const bounds = { lower_80: rsd(110), upper_80: rsd(130), lower_95: rsd(90), upper_95: rsd(150) }
const coming = { from: '2025-03-01', to: '2025-03-31', point: rsd(120), ...bounds }
const KNOWN: Pick<Figures, 'forecast' | 'months'> = {
  forecast: { status: 'known', history, months: [coming], source },
  months: { items: [], source },
}

describe('months of sales', () => {
  const months = salesMonths(KNOWN)

  it('end in what is expected', () => {
    expect(months).toHaveLength(15)
    expect(months.at(-1)).toMatchObject({ net: null, forecast: coming })
  })

  it('stand beside the same month of the year before, also those to come', () => {
    expect(months[12]?.before).toEqual(rsd(100))
    expect(months.at(-1)?.before).toEqual(rsd(102))
    expect(months[0]?.before).toBeNull()
  })

  it('are those of the calendar when nothing is foretold', () => {
    const [month] = salesMonths({
      forecast: { status: 'too_few', source },
      months: { items: [{ month: '2024-02', whole: true, net: rsd(7), year_before: null }], source },
    })
    expect(month).toEqual({ from: '2024-02-01', to: '2024-02-29', net: rsd(7), before: null, forecast: null })
  })

  it('open the lines that they are made of, unless they are yet to come', () => {
    expect(linesOfMonth('7', months[0])).toBe('/api/v1/sales/lines?account=7&basis=products&from=2024-01-01&until=2024-01-28')
    expect(linesOfMonth('7', months.at(-1))).toBeNull()
  })

  it('make a chart with a column for each row of its table', () => {
    const spec = timeChart(pointsOf(months, formatOf('en')), { short: String })
    expect(spec.cursor.at).toHaveLength(months.length)
  })
})

describe('names of months', () => {
  const month = (from: string, to = '2025-02-28') => ({ from, to, net: null, before: null, forecast: null })

  it('say the year where it begins', () => {
    expect(labelOfMonth(month('2025-01-01'), 5, formatOf('en'))).toBe('Jan\n2025')
    expect(labelOfMonth(month('2025-02-01'), 5, formatOf('en'))).toBe('Feb')
    expect(labelOfMonth(month('2025-02-01'), 0, formatOf('sr'))).toBe('feb\n2025.')
  })

  it('are days where the month is none of the calendar', () => {
    expect(nameOfMonth(month('2025-01-17', '2025-02-16'), formatOf('sr'))).toBe('17. 1. 2025. – 16. 2. 2025.')
  })
})

describe('trends of products', () => {
  it('have a place for each month, 0 where nothing was sold', () => {
    const items = [
      { product: { id: 'p' }, month: { name: '2024-12' }, net: rsd(5) },
      { product: { id: 'p' }, month: { name: '2025-02' }, net: rsd(7) },
      { product: null, month: { name: '2025-01' }, net: rsd(9) },
    ]
    expect([...trendsOf(items, '2024-12-01', 3)]).toEqual([['p', [5, 0, 7]]])
  })

  it('begin so many months ago', () => {
    expect(monthsBefore('2025-12-31', 24)).toBe('2024-01-01')
    expect(monthsBefore('2025-03-05', 3)).toBe('2025-01-01')
  })
})
