/* What the address of the page asks for: which days and currency, companies or groups, as they are or were, revenue or profit, which
 * part of the firm; and what the reader supposes: the fixed cost of a year, whom the firm would lose, how much would be too much. */
import type { Query } from '@/api/query'
import { currencyOf, figuresQuery } from '@/ui/figure/currency'
import { accountOfRow, rowsOf, rowsQuery } from '@/ui/figure/rows'
import type { Search } from '@/ui/url'

export type By = 'account' | 'group'
export type Measure = 'revenue' | 'profit'

const one = (search: Search, name: string) => [search[name]].flat()[0]

export const byOf = (search: Search): By => rowsOf(search).by
export const measureOf = (search: Search): Measure => (one(search, 'of') === 'profit' ? 'profit' : 'revenue')

/** Companies, or groups of a time and depth. */
export const rowsAsked = (search: Search): Query & { by: By } => ({ ...rowsQuery(rowsOf(search)), by: byOf(search) })

export function questionOf(search: Search): Query {
  return { ...figuresQuery(search), ...rowsAsked(search) }
}

/** The page of a holder: that of its group, or of the unit where groups are not looked at whole. */
export function pageOf(search: Search, id: string): { to: string; search: Record<string, string> } {
  if (byOf(search) === 'group' && rowsOf(search).depth === 0) return { to: `/groups/${id}`, search: {} }
  return accountOfRow(id, 2, search)
}

/** A year's fixed cost as the address says it; null where it says none, or none that makes sense. */
export function fixedCostOf(search: Search): number | null {
  const cost = Number(one(search, 'fixed') ?? '')
  return Number.isFinite(cost) && cost > 0 ? cost : null
}

export const writeFixedCost = (cost: number): string | undefined => (cost > 0 ? String(cost) : undefined)

const TOO_MUCH = 25

/** The per cent of sales that would be too much to lose. */
export function tooMuchOf(search: Search): number {
  const percent = Number(one(search, 'too_much') ?? '')
  return percent > 0 && percent <= 100 ? percent : TOO_MUCH
}

export const writeTooMuch = (percent: number): string | undefined =>
  percent > 0 && percent <= 100 && percent !== TOO_MUCH ? String(percent) : undefined

/** The holders that are supposed to be lost. */
export const lostOf = (search: Search): readonly string[] => (one(search, 'lost') ?? '').split(',').filter((id) => /^\d+$/.test(id))
export const writeLost = (ids: readonly string[]): string | undefined => (ids.length > 0 ? ids.join(',') : undefined)

/** By what the firm can be sliced, and a slice be looked at alone. */
export const SLICES = ['region', 'category', 'manager', 'group'] as const
export type Slicing = (typeof SLICES)[number]

/** A part of the firm: region Vojvodina, manager 17. An empty word, or manager 0, is what has none. */
export interface Part {
  slicing: Slicing
  value: string
}

/** 'region:Vojvodina' and what else the address says as `in`, one of each kind. */
export function partsOf(search: Search): Part[] {
  const said = [search.in ?? []].flat().flatMap((text): Part[] => {
    const [, slicing, value = ''] = /^(\w+):(.*)$/.exec(text) ?? []
    const known = SLICES.find((name) => name === slicing)
    return known ? [{ slicing: known, value }] : []
  })
  return said.filter(({ slicing }, at) => said.findIndex((other) => other.slicing === slicing) === at)
}

export function writeParts(parts: readonly Part[]): string[] | undefined {
  return parts.length > 0 ? parts.map(({ slicing, value }) => `${slicing}:${value}`) : undefined
}

/** The parts with one more; it takes the place of another of its kind. */
export const withPart = (parts: readonly Part[], part: Part): Part[] => [...parts.filter(({ slicing }) => slicing !== part.slicing), part]

/** Of whom an analysis is: of which part, companies or groups, in which currency; the days come from elsewhere. */
export function analysisQuery(search: Search): Query {
  const part = Object.fromEntries(partsOf(search).map(({ slicing, value }) => [slicing, [value]]))
  return { ...rowsAsked(search), currency: currencyOf(search), ...part }
}

/** The lines of some days, of one customer or group, inside the part that is looked at. */
export function linesPath(search: Search, days: { from?: string | null; to?: string | null }, holder?: string): string {
  const query = new URLSearchParams({ basis: 'products' })
  for (const { slicing, value } of partsOf(search)) query.set(slicing, value)
  if (holder) query.set(byOf(search), holder)
  const { groups, depth } = rowsQuery(rowsOf(search))
  if (groups) query.set('groups', groups)
  if (depth && holder) query.set('depth', depth)
  if (days.from) query.set('from', days.from)
  if (days.to) query.set('until', days.to)
  return `/api/v1/sales/lines?${query.toString()}`
}
