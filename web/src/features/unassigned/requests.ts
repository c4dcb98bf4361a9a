/* Documents without a customer: which there are, giving them to one, and taking that back. */
import { useQueryClient } from '@tanstack/react-query'
import { send } from '@/api/send'
import type { Money } from '@/i18n/format'

export interface Unassigned {
  id: string
  /** '' for lines that name no document: a day of theirs is one. */
  number: string
  day: string
  is_credit: boolean
  seller: string | null
  ship_to: string | null
  lines: number
  net: Money | null
}

export interface Page<T> {
  items: T[]
  next: string | null
}

/** What was given to whom. */
export interface Assignment {
  id: string
  account: { id: string; name: string | null }
  documents: number
  lines: number
  assigned_at: string
  assigned_by: string | null
  undone_at: string | null
  undone_by: string | null
}

/** The documents that are ticked, or all whose number begins alike. */
export type Chosen = { documents: string[] } | { number_begins: string }

const PATH = '/api/v1/sales/assignments'
/** As many as are given at once by name. */
export const AT_ONCE = 200

export const unassignedKeys = {
  documents: (number_begins: string) => ['sales', 'unassigned', number_begins] as const,
  past: ['sales', 'assignments'] as const,
}

export const loadUnassigned = async (number_begins: string, cursor: string | null) =>
  (
    await send<Page<Unassigned> & { documents: number }>('GET', '/api/v1/sales/unassigned', {
      query: { number_begins: number_begins || undefined, cursor, limit: AT_ONCE },
    })
  ).data

export const loadAssignments = async (cursor: string | null) =>
  (await send<Page<Assignment>>('GET', PATH, { query: { cursor, limit: 20 } })).data

export const assign = async (account_id: string, chosen: Chosen) =>
  (await send<{ id: string; documents: number; lines: number }>('POST', PATH, { body: { account_id, ...chosen } })).data

export const undoAssignment = async (id: string) => {
  await send('POST', `${PATH}/${id}/undo`)
}

/** Every figure changes with it. */
export function useForget() {
  const cache = useQueryClient()
  return () => cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
}
