/* Sales of an account as months to draw: what happened, the year before, and what is expected with its fan. */
import type { Format, Money } from '@/i18n/format'
import type { TimePoint } from '@/ui/chart/timeChart'
import { amountOf, type Figures, type ForecastMonth } from './account'

export interface SalesMonth {
  from: string
  to: string
  /** Null where it is yet to come. */
  net: Money | null
  before: Money | null
  forecast: ForecastMonth | null
}

const SHOWN = 24
const YEAR = 12

const lastDay = (month: string) => {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return `${month}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, '0')}`
}

/* Months that end on the last day of the data, so that none of them is cut; where nothing is foretold, calendar months. */
export function salesMonths({ forecast, months }: Pick<Figures, 'forecast' | 'months'>): SalesMonth[] {
  const { history, months: coming } = forecast
  if (forecast.status !== 'known' || !history || !coming)
    return months.items.map(({ month, net, year_before }) => ({
      from: `${month}-01`,
      to: lastDay(month),
      net,
      before: year_before,
      forecast: null,
    }))
  const beforeOf = (index: number) => history[index - YEAR]?.net ?? null
  const first = Math.max(0, history.length - SHOWN)
  return [
    ...history.slice(first).map(({ from, to, net }, index) => ({ from, to, net, before: beforeOf(first + index), forecast: null })),
    ...coming.map((month, index) => {
      const { from, to } = month
      return { from, to, net: null, before: beforeOf(history.length + index), forecast: month }
    }),
  ]
}

/** 'Jan' with the year below it where a year begins; days where a month is none of the calendar. */
export function labelOfMonth(month: SalesMonth, index: number, format: Format): string {
  if (!month.from.endsWith('-01')) return format.date(month.to).replace(/\s*\d{4}\.?$/, '')
  const [name = '', year = ''] = format.month(month.from).split(/\s+/)
  return index === 0 || month.from.slice(5, 7) === '01' ? `${name}\n${year}` : name
}

export const nameOfMonth = ({ from, to }: SalesMonth, format: Format): string =>
  from.endsWith('-01') ? format.month(from) : `${format.date(from)} – ${format.date(to)}`

/** The bounds of the next months together, in words. */
export const boundsOf = (total: NonNullable<Figures['forecast']['total']>, format: Format) => ({
  low: format.short(amountOf(total.lower_80)),
  high: format.short(amountOf(total.upper_80)),
  rate: format.percent(0.8, 0),
})

export const pointsOf = (months: readonly SalesMonth[], format: Format): TimePoint[] =>
  months.map((month, index) => ({
    label: labelOfMonth(month, index, format),
    actual: month.net && amountOf(month.net),
    before: month.before && amountOf(month.before),
    forecast: month.forecast && amountOf(month.forecast.point),
    band80: month.forecast && [amountOf(month.forecast.lower_80), amountOf(month.forecast.upper_80)],
    band95: month.forecast && [amountOf(month.forecast.lower_95), amountOf(month.forecast.upper_95)],
  }))

/** The path of a month's lines; nothing of one that is yet to come. */
export const linesOfMonth = (id: string, month: SalesMonth | undefined): string | null =>
  month?.net ? `/api/v1/sales/lines?account=${id}&basis=products&from=${month.from}&until=${month.to}` : null

/** The first day of the first of so many months before a day. */
export function monthsBefore(day: string, count: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - count, 1)).toISOString().slice(0, 10)
}

/** Sales of each product over the same months; where it was not sold in one, nothing was: 0. */
export function trendsOf(
  items: readonly { product: { id: string } | null; month: { name: string }; net: Money }[],
  from: string,
  count: number,
): Map<string, number[]> {
  const names = Array.from({ length: count }, (_, index) => monthsBefore(from, 1 - index).slice(0, 7))
  const place = new Map(names.map((name, index) => [name, index]))
  const trends = new Map<string, number[]>()
  for (const { product, month, net } of items) {
    const index = place.get(month.name)
    if (!product || index === undefined) continue
    const trend = trends.get(product.id) ?? new Array<number>(count).fill(0)
    trend[index] = amountOf(net)
    trends.set(product.id, trend)
  }
  return trends
}
