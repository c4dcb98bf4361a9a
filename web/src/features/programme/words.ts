/* Rules and their figures in words. */
import type { TFunction } from 'i18next'
import type { Format } from '@/i18n/format'
import type { Rule } from './programme'

type Words = TFunction<'programme'>
type Measure = Rule['measure']

const MONEY: readonly Measure[] = ['net', 'margin']
const PLAIN: readonly Measure[] = ['rank', 'days_silent']

/** A figure in the unit of its measure. */
export function sayFigure(measure: Measure, value: number | null, currency: string | null, format: Format): string {
  if (value === null) return format.number(null)
  if (MONEY.includes(measure)) return format.money({ amount: String(value), currency })
  return PLAIN.includes(measure) ? format.number(value) : format.percent(value / 100)
}

/** "chance to be key at least 50%" */
export const sayRule = (rule: Pick<Rule, 'measure' | 'comparison' | 'value'>, currency: string | null, t: Words, format: Format): string =>
  `${t(`measures.${rule.measure}`)} ${t(`comparisons.${rule.comparison}`)} ${sayFigure(rule.measure, rule.value, currency, format)}`
