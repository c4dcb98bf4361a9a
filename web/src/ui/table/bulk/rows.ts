/* The records behind marked rows: which they are, what they held before a change, and how many are taken out at once. */
import { deleteRecord, listRecords, restoreRecord, type KamRecord } from '@/api/records'
import { type Query } from '@/api/send'

/** As many as one change may touch. */
export const MOST_AT_ONCE = 1000
const PAGE = 500
const AT_ONCE = 4

/** The ids of a list, up to as many as may be changed at once. */
export async function idsOfList(type: string, filter: Query): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page = await listRecords(type, { ...filter, select: 'id', limit: PAGE, cursor })
    ids.push(...page.items.map(({ id }) => id))
    cursor = page.next
  } while (cursor !== null && ids.length < MOST_AT_ONCE)
  return ids.slice(0, MOST_AT_ONCE)
}

/** These records with these fields, as they are now. */
export async function recordsOf(type: string, ids: readonly string[], fields: readonly string[]): Promise<KamRecord[]> {
  const records: KamRecord[] = []
  for (let from = 0; from < ids.length; from += PAGE) {
    const some = ids.slice(from, from + PAGE)
    records.push(
      ...(await listRecords(type, { id: `in.(${some.join(',')})`, select: ['id', 'version', ...fields].join(','), limit: PAGE })).items,
    )
  }
  return records
}

/** Runs `work` for each, a few at a time; returns those for which it went through, and the first refusal. */
async function forEach(ids: readonly string[], work: (id: string) => Promise<unknown>) {
  const done: string[] = []
  let refusal: unknown = null
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE)
    const results = await Promise.allSettled(some.map(work))
    results.forEach((result, i) => (result.status === 'fulfilled' ? done.push(some[i] ?? '') : (refusal ??= result.reason)))
  }
  return { done, refusal }
}

export const deleteAll = (type: string, ids: readonly string[]) => forEach(ids, (id) => deleteRecord(type, id, '*'))
export const restoreAll = (type: string, ids: readonly string[]) => forEach(ids, (id) => restoreRecord(type, id))
