/* What people type into fields of numbers, days and times, read as exactly as the API keeps it: decimals stay texts ("1234.5"), days are
 * "2026-03-07". Nothing passes through a floating point number. What cannot be read is null: the field says so and keeps the text. */

const isEnglish = (language: string) => language === 'en'
const plain = (text: string) =>
  text
    .trim()
    .replace(/[\u2212\u2013]/g, '-')
    .replace(/[\u00a0\u202f\u2009]/g, ' ')
const quote = (sign: string) => sign.replace(/[.]/g, '\\$&')

function matchNumber(text: string, point: string, group: string): string | null {
  const whole = group === '' ? '\\d+' : `\\d{1,3}(?:${quote(group)}\\d{3})+|\\d+`
  const found = new RegExp(`^([+-]?)(${whole})?(?:${quote(point)}(\\d*))?$`).exec(text)
  if (!found || (!found[2] && !found[3])) return null
  const digits = (found[2] ?? '').replace(/\D/g, '').replace(/^0+(?=\d)/, '') || '0'
  const fraction = (found[3] ?? '').replace(/0+$/, '')
  const sign = found[1] === '-' && (digits !== '0' || fraction !== '') ? '-' : ''
  return sign + digits + (fraction === '' ? '' : `.${fraction}`)
}

/** "1.234,5" in Serbian, "1,234.5" in English, with spaces between thousands, or as programs write it: "1234.5". */
export function readDecimal(typed: string, language: string): string | null {
  const text = plain(typed)
  const [point, group] = isEnglish(language) ? ['.', ','] : [',', '.']
  return matchNumber(text, point, group) ?? matchNumber(text, point, ' ') ?? matchNumber(text, '.', '')
}

/** An exact decimal of the API in the way of the language; at least `digits` decimal places. Other texts stay as they are. */
export function writeDecimal(value: string, language: string, digits = 0): string {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value)
  if (!found) return value
  const [point, group] = isEnglish(language) ? ['.', ','] : [',', '.']
  const whole = (found[2] ?? '').replace(/\B(?=(\d{3})+$)/g, group)
  const fraction = (found[3] ?? '').replace(/0+$/, '').padEnd(digits, '0')
  return `${found[1] === '-' ? '\u2212' : ''}${whole}${fraction === '' ? '' : point + fraction}`
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'ma[yj]', 'jun', 'jul', 'a[uv]g', 'sep', 'o[ck]t', 'nov', 'de[c]']
const monthOf = (word: string) => MONTHS.findIndex((month) => new RegExp(`^${month}`, 'i').test(word)) + 1
const two = (number: number) => String(number).padStart(2, '0')

function makeDay(year: number, month: number, day: number): string | null {
  const full = year < 100 ? 2000 + year : year
  const date = new Date(Date.UTC(full, month - 1, day))
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && full >= 1900 && full <= 2200
  return exists ? `${full}-${two(month)}-${two(day)}` : null
}

/** A date of this browser's clock as a day. */
export const dayOf = (date: Date): string => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`

/** The same day of the next year; 1 March for 29 February. */
export const aYearLater = (date: Date = new Date()): string => dayOf(new Date(date.getFullYear() + 1, date.getMonth(), date.getDate(), 12))

const WORDS: Record<string, number> = {
  today: 0,
  tomorrow: 1,
  yesterday: -1,
  danas: 0,
  sutra: 1,
  prekosutra: 2,
  juče: -1,
  juce: -1,
  данас: 0,
  сутра: 1,
  јуче: -1,
}

function readWord(text: string, today: Date): string | null {
  const days = WORDS[text.toLowerCase()] ?? (/^[+-]\d{1,3}$/.test(text) ? Number(text) : null)
  if (days === null) return null
  return dayOf(new Date(today.getFullYear(), today.getMonth(), today.getDate() + days, 12))
}

const DAY_FIRST = /^(?<day>\d{1,2})\.?\s+(?<month>\p{L}{3,})\.?(?:\s+(?<year>\d{4})\.?)?$/u
const MONTH_FIRST = /^(?<month>\p{L}{3,})\s+(?<day>\d{1,2})(?:,?\s+(?<year>\d{4}))?$/u

/** "7. 3. 2026.", "7.3." (this year), "7 Mar 2026", "Mar 7, 2026", "2026-03-07", "today", "sutra", "+7". The day comes first. */
export function readDay(typed: string, today: Date = new Date()): string | null {
  const text = plain(typed)
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (iso) return makeDay(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const numbers = /^(\d{1,2})\s*[./]\s*(\d{1,2})\s*(?:[./]\s*(\d{4}|\d{2})?\s*\.?)?$/.exec(text)
  if (numbers) return makeDay(Number(numbers[3] ?? today.getFullYear()), Number(numbers[2]), Number(numbers[1]))
  const words = (DAY_FIRST.exec(text) ?? MONTH_FIRST.exec(text))?.groups
  if (!words) return readWord(text, today)
  return makeDay(Number(words.year ?? today.getFullYear()), monthOf(words.month ?? ''), Number(words.day))
}

/** "14:05", "14.05", "1405", "9": as "14:05"; null when it is no time of a day. */
export function readTime(typed: string): string | null {
  const found = /^(\d{1,2})(?:\s*[.:h]?\s*(\d{2}))?\s*h?$/i.exec(plain(typed))
  const [hour, minute] = [Number(found?.[1]), Number(found?.[2] ?? 0)]
  return found && hour < 24 && minute < 60 ? `${two(hour)}:${two(minute)}` : null
}
