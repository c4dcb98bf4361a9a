/* What takes a change back. The last one can also be taken back by the keyboard, see the frame. */
import { changeRecords, deleteRecord, patchRecord, restoreRecord, type KamRecord } from '@/api/records'
import type { Values } from '@/ui/form/values'

/** The change that gives `before` back what `changes` took from it. */
export const reverseOf = (before: KamRecord, changes: Values): Values =>
  Object.fromEntries(Object.keys(changes).map((name) => [name, before[name] ?? null]))

/** Records that had the same values before get them back in one request. */
export function reverseGroups(before: readonly KamRecord[], changes: Values): { ids: string[]; changes: Values }[] {
  const groups = new Map<string, { ids: string[]; changes: Values }>()
  for (const record of before) {
    const reverse = reverseOf(record, changes)
    const key = JSON.stringify(reverse)
    const group = groups.get(key) ?? { ids: [], changes: reverse }
    group.ids.push(record.id)
    groups.set(key, group)
  }
  return [...groups.values()]
}

export const undoCreate = (type: string, made: KamRecord) => deleteRecord(type, made.id, made.version)
export const undoDelete = (type: string, gone: KamRecord) => restoreRecord(type, gone.id)
export const undoPatch = (type: string, before: KamRecord, changes: Values, saved: KamRecord) =>
  patchRecord(type, saved.id, saved.version, reverseOf(before, changes))

export async function undoBulk(type: string, before: readonly KamRecord[], changes: Values) {
  for (const group of reverseGroups(before, changes)) await changeRecords(type, group.ids, group.changes)
}
