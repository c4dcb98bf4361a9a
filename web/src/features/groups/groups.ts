/* Groups of companies: the list, one of them at a day, what is suggested. */
import { recordKeys } from '@/api/records'
import { send, type Query } from '@/api/send'
import type { Money } from '@/i18n/format'
import type { InCurrency } from '@/ui/figure/currency'
import type { Source } from '@/ui/figure/source'

export interface Named {
  id: string
  number: string | null
  name: string | null
}

export const titleOf = ({ id, name, number }: Named): string => name || number || id

interface Sums {
  group: Named
  members: number
  /** False where a part of the group is out of the reader's sight. */
  is_whole: boolean
  net: Money | null
  before: Money | null
  change: Money | null
  change_rate: number | null
  share: number | null
  opens_to: string
}

interface OfWhen extends InCurrency {
  /** 'today', 'then', or a day. */
  groups: string
  period: { name: string; from: string | null; to: string | null }
  source: Source
}

export interface GroupRow extends Sums {
  manager: { id: string; name: string } | null
  bonds: number
  suggestions: number
  roles: number
  purchasings: number
}

export interface GroupList extends OfWhen {
  total: number
  items: GroupRow[]
  next_offset: number | null
  sums: { groups: Money | null; all: Money | null; share: number | null }
}

export interface Tie {
  leads: boolean
  kind: string
  share: number | string | null
  from: string | null
  to: string | null
  membership_id: string
}

export interface Unit {
  account: Named
  parent_id: string | null
  depth: number
  below: number
  city: string | null
  region: string | null
  manager: { id: string; name: string } | null
  net: Money | null
  before: Money | null
  rolled_up: Money | null
  rolled_up_before: Money | null
  /** null where it stood elsewhere before. */
  rolled_up_opens_to: string | null
  owners: (Tie & { account: Named })[]
  opens_to: string
}

export interface Stay {
  account: Named
  from: string | null
  /** The first day on which it was no more. */
  to: string | null
}

export interface GroupEvent {
  day: string
  event: 'joined' | 'left'
  account: Named
  units: number
  from_group?: Named | null
  to_group?: Named | null
}

export interface Membership extends Tie {
  account: Named
  parent: Named
  /** On the day that is looked at. */
  holds: boolean
  /** Of one that was suggested. */
  evidence: string | null
}

export interface GroupRole {
  id: string
  account: Named
  role: string
  category: string | null
  for: Named | null
  from: string | null
  until: string | null
  holds: boolean
}

export interface OneGroup extends Sums, OfWhen {
  units: Unit[]
  memberships: Membership[]
  roles: GroupRole[]
  stays: Stay[]
  events: GroupEvent[]
}

export interface Suggestion {
  account: Named
  parent: Named
  alike: Named
  because_of: Named
  account_units: number
  parent_units: number
  strength: number
  pairs: number
  may_be_one_company: boolean
  evidence: { kind: string; value: string; strength: number }[]
}

/* Whoever changes a membership makes the answers about groups old: they stand below its key. */
const KEY = [...recordKeys.type('group_membership'), 'groups'] as const

export const groupKeys = {
  all: KEY,
  list: (query: Query) => [...KEY, 'list', query] as const,
  one: (id: string, query: Query) => [...KEY, 'one', id, query] as const,
  suggestions: (group?: string) => [...KEY, 'suggestions', group ?? ''] as const,
}

export const loadGroups = async (query: Query, signal?: AbortSignal) =>
  (await send<GroupList>('GET', '/api/v1/groups', { query, signal })).data

export const loadGroup = async (id: string, query: Query) => (await send<OneGroup>('GET', `/api/v1/groups/${id}`, { query })).data

const MOST_SUGGESTIONS = 100

/** Those that are left to answer; of one group, by any of its companies. */
export const loadSuggestions = async (group?: string) =>
  (await send<{ total: number; items: Suggestion[] }>('GET', '/api/v1/groups/suggestions', { query: { limit: MOST_SUGGESTIONS, group } }))
    .data

interface Made {
  id: string
  version: number
}

export const acceptSuggestion = async ({ account, parent, alike, because_of }: Suggestion) =>
  (
    await send<Made>('POST', '/api/v1/groups/suggestions/accept', {
      body: { account_id: account.id, parent_id: parent.id, alike_id: alike.id, because_of_id: because_of.id },
    })
  ).data

export const refuseSuggestion = async ({ account, parent }: Suggestion) =>
  (await send<Made>('POST', '/api/v1/groups/suggestions/refuse', { body: { account_id: account.id, other_id: parent.id } })).data

export const keyOfSuggestion = ({ account, parent }: Suggestion) => `${account.id}.${parent.id}`
