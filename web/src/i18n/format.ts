/* Numbers, money and dates as a language writes them. Numbers of the API are exact texts ("1234.50"); they are turned into a
 * JavaScript number only to be shown. English: 1,234,567.89; Serbian: 1.234.567,89 and 7. 3. 2026. */
import { tagOf } from './languages'

export interface Money {
  amount: string
  /** null: the file that it comes from names none */
  currency: string | null
}

export interface Format {
  /** 1.234.567,89 */
  number(value: number | string | null | undefined, digits?: number): string
  /** 1.234.567 RSD; digits: of the fraction, 0 without it, since people compare thousands */
  money(value: Money | null | undefined, digits?: number): string
  /** Short for tiles and axes: 1,2 mil. */
  short(value: number | string | null | undefined): string
  /** 0.1234 -> 12,3 %; what is more than nothing never reads as nothing: <0,1 % */
  percent(value: number | null | undefined, digits?: number): string
  /** +12,3 % / −4,0 %: a change carries its sign, and none when it rounds to nothing */
  change(value: number | null | undefined, digits?: number): string
  /** 7. 3. 2026. / 7 Mar 2026 */
  date(value: string | Date | null | undefined): string
  /** 7. 3. 2026. 14:05 in the reader's time zone */
  instant(value: string | Date | null | undefined): string
  /** '2026-03' -> mart 2026. / Mar 2026 */
  month(value: string | null | undefined): string
  /** 3 days ago / pre 3 dana */
  ago(value: string | Date | null | undefined, now?: Date): string
  /** 12,4 MB */
  bytes(value: number | null | undefined): string
}

/* What stands where there is no value; never 0. */
export const NOTHING = '–'

const HAIR = '\u202f'
const MINUS = '\u2212'

const asNumber = (value: number | string | null | undefined): number | null => {
  if (value === null || value === undefined || value === '') return null
  const number = typeof value === 'number' ? value : Number(value)
  return Number.isFinite(number) ? number : null
}

const asDate = (value: string | Date | null | undefined): Date | null => {
  if (!value) return null
  // A day is that day everywhere: it must not move with the time zone.
  const date = value instanceof Date ? value : new Date(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T12:00:00` : value)
  return Number.isNaN(date.getTime()) ? null : date
}

const AGO_STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

const minus = (text: string) => text.replace('-', MINUS)

function makeDates(tag: string, serbian: boolean): Pick<Format, 'date' | 'instant' | 'month' | 'ago'> {
  const english = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
  const months = new Intl.DateTimeFormat(tag === 'en' ? 'en-GB' : tag, { month: 'short', year: 'numeric' })
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' })
  const writeDay = (date: Date) => (serbian ? `${date.getDate()}. ${date.getMonth() + 1}. ${date.getFullYear()}.` : english.format(date))
  const on = (value: string | Date | null | undefined, write: (date: Date) => string) => {
    const date = asDate(value)
    return date ? write(date) : NOTHING
  }
  return {
    date: (value) => on(value, writeDay),
    instant: (value) => on(value, (date) => `${writeDay(date)} ${clock.format(date)}`),
    month: (value) => on(value ? `${value.slice(0, 7)}-15` : null, (date) => months.format(date)),
    ago: (value, now = new Date()) =>
      on(value, (date) => {
        const seconds = (date.getTime() - now.getTime()) / 1000
        const [unit, size] = AGO_STEPS.find(([, step]) => Math.abs(seconds) >= step) ?? ['second', 1]
        return relative.format(Math.round(seconds / size), unit)
      }),
  }
}

function makeNumbers(tag: string, serbian: boolean): Pick<Format, 'number' | 'money' | 'short' | 'percent' | 'change' | 'bytes'> {
  const cache = new Map<string, Intl.NumberFormat>()
  const plain = (digits: number, options: Intl.NumberFormatOptions = {}) => {
    const key = `${digits}${options.notation ?? ''}`
    const fraction = { minimumFractionDigits: options.notation ? 0 : digits, maximumFractionDigits: digits }
    // What rounds to nothing has no sign: −0 says nothing.
    const made = cache.get(key) ?? new Intl.NumberFormat(tag, { ...fraction, useGrouping: true, signDisplay: 'negative', ...options })
    cache.set(key, made)
    return made
  }
  const write = (value: number | string | null | undefined, digits: number, options?: Intl.NumberFormatOptions) => {
    const number = asNumber(value)
    return number === null ? NOTHING : minus(plain(digits, options).format(number))
  }
  const unit = `${serbian ? HAIR : ''}%`
  const percent = (value: number | null | undefined, digits: number) => {
    const text = write(asNumber(value) === null ? null : Number(value) * 100, digits)
    return text === NOTHING ? text : `${text}${unit}`
  }
  const isLess = (value: number | null | undefined, digits: number) =>
    (asNumber(value) ?? 0) > 0 && Number(value) * 100 < 10 ** -digits / 2
  const share = (value: number | null | undefined, digits: number) =>
    isLess(value, digits) ? `<${write(10 ** -digits, digits)}${unit}` : percent(value, digits)
  return {
    number: (value, digits = 0) => write(value, digits),
    money: (value, digits = 0) => (value ? [write(value.amount, digits), value.currency].filter(Boolean).join('\u00a0') : NOTHING),
    short: (value) => write(value, 1, { notation: 'compact' }),
    percent: (value, digits = 1) => share(value, digits),
    change: (value, digits = 1) => ((asNumber(value) ?? 0) > 0 && !isLess(value, digits) ? '+' : '') + percent(value, digits),
    bytes: (value) => {
      const number = asNumber(value)
      if (number === null) return NOTHING
      const step = Math.min(3, Math.floor(Math.log10(Math.max(1, number)) / 3))
      return `${write(number / 1000 ** step, step > 0 ? 1 : 0)}${'\u00a0'}${['B', 'kB', 'MB', 'GB'][step] ?? 'B'}`
    },
  }
}

const made = new Map<string, Format>()

/** How a language writes; made once. */
export function formatOf(language: string): Format {
  const known = made.get(language)
  if (known) return known
  const tag = tagOf(language)
  const format = { ...makeNumbers(tag, tag !== 'en'), ...makeDates(tag, tag !== 'en') }
  made.set(language, format)
  return format
}
