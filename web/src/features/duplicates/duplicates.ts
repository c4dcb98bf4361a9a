/* Customers that may be the same: pairs, what merging them would do, merging and taking it back. */
import { useQueryClient } from '@tanstack/react-query'
import { recordKeys, type Field, type KamRecord, type RecordType } from '@/api/records'
import { send } from '@/api/send'
import type { Money } from '@/i18n/format'

export interface Pair {
  records: [KamRecord, KamRecord]
  score: number
  reasons: string[]
}

export interface Preview {
  survivor: KamRecord
  other: KamRecord
  /** Fields that the survivor lacks and would get. */
  fields: string[]
  moves: { type: string; records: number }[]
  lines: number
}

/** A merge that was done. */
export interface PastMerge {
  id: string
  survivor: { id: string; title: string | null }
  other: { id: string; title: string | null }
  merged_at: string
  merged_by: string | null
  undone_at: string | null
  undone_by: string | null
  can_undo: boolean
  /** Why it cannot be taken back. */
  obstacle: 'undone' | 'merged_again' | 'changed' | null
}

export type Take = Record<string, 'other' | 'survivor'>

const PATH = '/api/v1/accounts'
const AT_ONCE = 100

export const PREVIEW = 'merge'

export const duplicateKeys = {
  pairs: [...recordKeys.type('account'), 'duplicates'] as const,
  past: [...recordKeys.type('account'), 'merges'] as const,
  sales: (id: string) => ['sales', 'sums', 'duplicates', id] as const,
  preview: (id: string, other: string) => [...recordKeys.type('account'), PREVIEW, id, other] as const,
}

export const loadPairs = async () => (await send<{ items: Pair[] }>('GET', `${PATH}/duplicates`, { query: { limit: AT_ONCE } })).data.items

export const loadPreview = async (id: string, other: string) =>
  (await send<Preview>('GET', `${PATH}/${id}/merge`, { query: { other_id: other } })).data

/** Returns the number of the merge, which takes it back. */
export const merge = async (id: string, other_id: string, take: Take) =>
  (await send<{ id: string; record: KamRecord }>('POST', `${PATH}/${id}/merge`, { body: { other_id, take } })).data

export const undoMerge = async (id: string) => {
  await send('POST', `/api/v1/merges/${id}/undo`)
}

/** Past merges, the newest first; `cursor` as the page before said. */
export const loadMerges = async (cursor: string | null) =>
  (await send<{ items: PastMerge[]; next: string | null }>('GET', `${PATH}/merges`, { query: { limit: AT_ONCE, cursor } })).data

/** A merge changes accounts, their people and every figure; only what it would do is not asked again, since it is done. */
export function useForget() {
  const cache = useQueryClient()
  return () => cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[2] !== PREVIEW })
}

export const dismiss = async ({ records: [a, b] }: Pair) => {
  await send('POST', `${PATH}/duplicates/dismiss`, { body: { ids: [a.id, b.id] } })
}

/* What the program fills in by itself is not compared. */
const OWN = new Set(['merged_into_id', 'head_id'])

const isEmpty = (value: unknown) => value === null || value === undefined || value === ''

/** Fields of which at least one of two records says something. */
export const fieldsToCompare = (type: RecordType, a: KamRecord, b: KamRecord): Field[] =>
  type.fields.filter(({ name }) => !OWN.has(name) && !(isEmpty(a[name]) && isEmpty(b[name])))

/** Fields that both have and that differ: here somebody decides. */
export const fieldsToDecide = (type: RecordType, a: KamRecord, b: KamRecord): Field[] =>
  fieldsToCompare(type, a, b).filter(
    ({ name, fixed }) => !fixed && !isEmpty(a[name]) && !isEmpty(b[name]) && String(a[name]) !== String(b[name]),
  )

/** Which of two should stay: who says more, then who is older. */
export function survivorOf(type: RecordType, [a, b]: Pair['records']): [KamRecord, KamRecord] {
  const told = (record: KamRecord) => type.fields.filter(({ name }) => !isEmpty(record[name])).length
  const [x, y] = [told(a), told(b)]
  return x > y || (x === y && a.created_at <= b.created_at) ? [a, b] : [b, a]
}

/** The fields of two records: those that differ, and those that say the same. */
export function parted(fields: readonly Field[], same: (field: Field) => boolean): { differing: Field[]; equal: Field[] } {
  return { differing: fields.filter((field) => !same(field)), equal: fields.filter(same) }
}

export interface Sales {
  net: Money
  lines: number
}

/** All that was ever sold to an account. */
export const loadSales = async (account: string) =>
  (await send<{ total: Sales }>('GET', '/api/v1/sales/sums', { query: { account, group_by: 'year', limit: 1 } })).data.total
