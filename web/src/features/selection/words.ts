/* Figures, criteria and reasons in the reader's words. */
import { type TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { say } from '@/i18n'
import { NOTHING, type Format } from '@/i18n/format'
import { useFormat } from '@/i18n/use'
import { SHARES } from './conditions'
import { plainFigure, type Criterion, type FigureValue, type Reason } from './selection'

type Words = TFunction<'selection'>

/* Digits that tell figures of a measure apart; the others are indices from 0 to 1 and the like. */
const DIGITS: Record<string, number> = { breadth: 0, tenure: 1, judgement: 1, cost_to_serve: 1 }

/** A figure as its measure is read: money as money, shares in percent. */
export function writeFigure(measure: string, figure: FigureValue | undefined, format: Format): string {
  if (figure === null || figure === undefined) return NOTHING
  if (typeof figure === 'object') return format.money(figure)
  return SHARES.has(measure) ? format.percent(figure) : format.number(figure, DIGITS[measure] ?? 2)
}

export const nameOf = (criterion: Pick<Criterion, 'name_en' | 'name_sr'>, language?: string): string =>
  say({ en: criterion.name_en, sr: criterion.name_sr }, language)

/* Codes that say how sure it is hold a share; the first and the last of it are never rounded to all or nothing. */
const SHARE_CODES = new Set(['sure_in', 'likely_in', 'likely_out', 'sure_out'])

/** A share of weightings, which is all or none of them only when it is. */
export function writeShare(share: number | null | undefined, format: Format): string {
  if (share === null || share === undefined) return NOTHING
  if (share < 1 && share > 0.995) return `>${format.percent(0.99, 0)}`
  if (share > 0 && share < 0.005) return `<${format.percent(0.01, 0)}`
  return format.percent(share, 0)
}

/** A bound of a weight: near nothing and near all a percent is too coarse. */
export function writeBound(bound: number | null | undefined, format: Format): string {
  const isNear = typeof bound === 'number' && ((bound > 0 && bound < 0.01) || (bound > 0.99 && bound < 1))
  return format.percent(bound, isNear ? 1 : 0)
}

function values(reason: Reason, criterion: Criterion | undefined, t: Words, format: Format) {
  const measure = criterion?.measure ?? ''
  const { first, last } = reason
  return {
    criterion: criterion ? nameOf(criterion) : '',
    share: writeShare(first, format),
    value: format.number((first ?? 0) * 100),
    mean: format.number((last ?? 0) * 100),
    from: writeBound(first, format),
    to: writeBound(last, format),
    figure: writeFigure(measure, reason.figure, format),
    needed: writeFigure(measure, reason.needed, format),
    method: t(`methods.${reason.method ?? 'weighted'}`),
    rank: format.number(first),
    day: format.date(reason.until),
  }
}

/* 'only_if' from nothing on, or up to everything, is half a condition; and none at all is not hardly any. */
function keyOf({ code, first, last, until }: Reason): string {
  if (code === 'contract' && !until) return 'contract_open'
  if (code === 'sure_out' && (first ?? 0) <= 0) return 'never'
  if (code !== 'only_if') return code
  if ((first ?? 0) <= 0) return 'only_if_below'
  return (last ?? 1) >= 1 ? 'only_if_above' : 'only_if'
}

const OTHER_CODES = new Set(
  'strong weak assumed only_if would_enter would_leave one_opinion signs_differ methods contract contract_ends'.split(' '),
)

const isKnownCode = (code: string) => SHARE_CODES.has(code) || OTHER_CODES.has(code)

/** A sentence; null for a code that this page does not know yet. */
export function sayReason(reason: Reason, criteria: readonly Criterion[], t: Words, format: Format): string | null {
  if (!isKnownCode(reason.code)) return null
  const criterion = criteria.find(({ code }) => code === reason.criterion)
  return t(`reasons.${keyOf(reason)}`, values(reason, criterion, t, format))
}

/* Weights in one sentence: those whose bounds are nearest, which come first. */
const SAID = 3

/* Weights that a place hangs on, in one sentence: all of them where it holds, any of them where it would. */
function sayTogether(reasons: readonly Reason[], criteria: readonly Criterion[], t: Words, format: Format): string {
  const parts = reasons.slice(0, SAID).map((reason) => {
    const criterion = criteria.find(({ code }) => code === reason.criterion)
    return t(`parts.${keyOf(reason)}`, values(reason, criterion, t, format))
  })
  const holds = reasons[0]?.holds === true
  const last = parts.at(-1) ?? ''
  const joined = parts.length < 2 ? last : t(holds ? 'parts.all' : 'parts.any', { first: parts.slice(0, -1).join(', '), last })
  return t(holds ? 'reasons.only_if_all' : 'reasons.would_if_any', { parts: joined })
}

/** All sentences of an account, in their order. */
export function sayReasons(reasons: readonly Reason[], criteria: readonly Criterion[], t: Words, format: Format): string[] {
  const spans = reasons.filter(({ code }) => code === 'only_if')
  const isTogether = spans.length > 1 || spans[0]?.holds === false

  return reasons.flatMap((reason) => {
    if (reason.code !== 'only_if' || !isTogether) return sayReason(reason, criteria, t, format) ?? []
    return reason === spans[0] ? sayTogether(spans, criteria, t, format) : []
  })
}

/** What the figure of a measure counts. */
export function useUnit(): (measure: string) => string {
  const { t } = useTranslation('selection')
  return (measure) => t(`units.${measure}`, { defaultValue: '' })
}

export function useWriteFigure() {
  const format = useFormat()
  return (measure: string, figure: FigureValue | undefined) => writeFigure(measure, figure, format)
}

/** How far a figure is from the one that is needed, as a share; null where that says nothing. */
export function distance(figure: FigureValue, needed: FigureValue): number | null {
  const [has, wants] = [plainFigure(figure), plainFigure(needed)]
  return has === null || wants === null || has === 0 ? null : wants / has - 1
}
