/* People and how they get in, as the section of people reads them. */
import { useQuery } from '@tanstack/react-query'
import { listRecords, recordKeys, type KamRecord } from '@/api/records'
import { send } from '@/api/send'
import { get, type ItemOf } from '../pieces/get'

export type SignIn = ItemOf<'/api/v1/users/sign-ins'>

export interface Person {
  record: KamRecord
  signIn: SignIn | undefined
}

const MANY = 500
export const signInsKey = ['records', 'user', 'sign-ins'] as const
export const peopleKey = recordKeys.list('user', { limit: MANY, order: 'name' })

/* Firms have fewer people than a page of a list holds; the rest comes page by page all the same. */
async function loadPeople(): Promise<KamRecord[]> {
  const found: KamRecord[] = []
  let cursor: string | null | undefined
  do {
    const page = await listRecords('user', { limit: MANY, order: 'name', cursor })
    found.push(...page.items)
    cursor = page.next
  } while (cursor)
  return found
}

export function usePeople() {
  const people = useQuery({ queryKey: peopleKey, queryFn: loadPeople })
  const signIns = useQuery({ queryKey: signInsKey, queryFn: () => get('/api/v1/users/sign-ins') })
  const bySome = new Map(signIns.data?.items.map((row) => [row.user_id, row]))

  return {
    people: people.data?.map((record): Person => ({ record, signIn: bySome.get(record.id) })) ?? [],
    isPending: people.isPending || signIns.isPending,
    error: people.error ?? signIns.error,
  }
}

export type PersonState = 'active' | 'disabled' | 'no_sign_in' | 'invited' | 'no_password'

export function stateOf({ record, signIn }: Person): PersonState {
  if (record.role === 'none') return 'no_sign_in'
  if (record.disabled === true) return 'disabled'
  if (signIn && !signIn.has_password) return signIn.link_until ? 'invited' : 'no_password'
  return 'active'
}

/** A one-time link to hand over, whole, with the address of this server. */
export async function makeLink(id: string, use: 'set-up' | 'reset'): Promise<string> {
  const { data } = await send<{ path: string }>('POST', `/api/v1/users/${id}/link`, { body: { use } })
  return `${location.origin}${data.path}`
}
