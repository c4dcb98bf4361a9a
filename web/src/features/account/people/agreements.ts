/* The agreements of an account as the server says they stand on the day of its figures: which run, until when, how long still. */
import { useQuery } from '@tanstack/react-query'
import type { paths } from '@/api/generated/schema'
import { recordKeys } from '@/api/records'
import { send } from '@/api/send'

export type Agreements = paths['/api/v1/accounts/{id}/agreements']['get']['responses'][200]['content']['application/json']
export type Agreement = Agreements['items'][number]

/** So many days before an end somebody should talk about what follows. */
export const SOON_DAYS = 90

export function useAgreements(account: string) {
  return useQuery({
    queryKey: [...recordKeys.type('agreement'), 'standing', account],
    queryFn: async () => (await send<Agreements>('GET', `/api/v1/accounts/${account}/agreements`)).data,
  })
}

/* Whether another, signed one carries on what this one covers. */
const isCarriedOn = (one: Agreement, all: readonly Agreement[]): boolean =>
  all.some(
    ({ id, state, category, starts_on, ends_on }) =>
      id !== one.id &&
      (state === 'running' || state === 'to_come') &&
      (category === null || category === one.category) &&
      one.ends_on !== null &&
      daysBetween(one.ends_on, starts_on) <= 1 &&
      (ends_on === null || ends_on > one.ends_on),
  )

/** Whether it ends soon and nothing follows: what goes on by itself, or in another one, does not. */
export const endsSoon = (one: Agreement, all: readonly Agreement[]): boolean =>
  one.state === 'running' && one.days_left !== null && one.days_left <= SOON_DAYS && one.notice_by === null && !isCarriedOn(one, all)

const ORDER = { running: 0, to_come: 1, draft: 2, ended: 3 } as const

/** What runs first, the next to end on top; then what is to come, drafts, and what has ended, the latest first. */
export const inOrder = (items: readonly Agreement[]): Agreement[] =>
  [...items].sort(
    (a, b) =>
      ORDER[a.state] - ORDER[b.state] ||
      (a.state === 'running'
        ? (a.days_left ?? Infinity) - (b.days_left ?? Infinity) || a.starts_on.localeCompare(b.starts_on)
        : b.starts_on.localeCompare(a.starts_on)),
  )

/** The days between two days of the API. */
export const daysBetween = (from: string, until: string): number => Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000)
