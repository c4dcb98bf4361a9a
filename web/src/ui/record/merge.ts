/* Two people changed one record: what each did, field by field, and what comes of it. */
import type { Field } from '@/api/records'
import { sameValue, type Values } from '@/ui/form/values'

export type Side = 'mine' | 'theirs'

export interface MergeRow {
  field: Field
  before: unknown
  mine: unknown
  theirs: unknown
  /** `mine`: only I changed it; `theirs`: only they did; `same`: both in the same way; `both`: somebody must choose. */
  by: 'mine' | 'theirs' | 'same' | 'both'
}

const changedBy = (before: unknown, mine: unknown, theirs: unknown): MergeRow['by'] => {
  if (sameValue(mine, theirs)) return 'same'
  if (sameValue(before, theirs)) return 'mine'
  return sameValue(before, mine) ? 'theirs' : 'both'
}

/** A row for each field that either side changed, those to be chosen first. */
export function mergeRows(fields: readonly Field[], was: object, changes: Values, is: object): MergeRow[] {
  const [before, theirs] = [was as Values, is as Values]
  const rows = fields
    .filter(
      (field) =>
        !field.computed &&
        (field.name in changes || (field.name in theirs && field.name in before && !sameValue(before[field.name], theirs[field.name]))),
    )
    .map((field) => {
      const [then, now] = [before[field.name] ?? null, theirs[field.name] ?? null]
      const mine = field.name in changes ? changes[field.name] : then
      return { field, before: then, mine, theirs: now, by: changedBy(then, mine, now) }
    })
  return [...rows.filter(({ by }) => by === 'both'), ...rows.filter(({ by }) => by !== 'both')]
}

/** Whether all that must be chosen has been. */
export const isDecided = (rows: readonly MergeRow[], chosen: Readonly<Record<string, Side>>): boolean =>
  rows.every(({ field, by }) => by !== 'both' || chosen[field.name] !== undefined)

/** What is left to be saved on their version: mine where only I changed something or where mine was chosen. */
export const mergedChanges = (rows: readonly MergeRow[], chosen: Readonly<Record<string, Side>>): Values =>
  Object.fromEntries(
    rows
      .filter(({ field, by }) => by === 'mine' || (by === 'both' && chosen[field.name] === 'mine'))
      .map(({ field, mine }) => [field.name, mine]),
  )
