/* What the analysis of dependency says: what hangs on each of the largest, what is left without some of them, and how few would be too
 * many. */
import { send, type Query } from '@/api/send'
import type { Money } from '@/i18n/format'
import type { Answered, Named } from './analysis'

/** An estimate and the interval that it lies in. */
type Bounds<Name extends string, Value> = Record<Name | `${Name}_lower` | `${Name}_upper`, Value | null>

export interface State {
  net: Money
  hhi: number | null
  /** Absent for who may not see margins; null where too little cost is known. */
  profit?: { contribution: Money; cover: number | null; result: Money | null; is_covered?: boolean } | null
}

type Own = { contribution: Money; share: number | null; covers: number | null } & Bounds<'expected_loss', Money>

export type Holder = Named &
  Bounds<'probability_of_loss', number> &
  Bounds<'expected_loss', Money> & {
    id: string
    first_purchase: string | null
    net: Money
    share: number | null
    profit?: Own | null
    after: State
  }

/** Several, lost together. */
export type Loss = Bounds<'expected_loss', Money> &
  Bounds<'probability_any', number> & {
    lost: (Named & { id: string; net: Money })[]
    net_lost: Money
    share_lost: number | null
    profit?: { contribution_lost: Money; share_lost: number | null } | null
    after: State
  }

export interface Dependency extends Answered {
  year: { from: string; to: string; months: number }
  holders: number
  whole: State
  probability_reason?: string
  /** Over all, each lost by itself. */
  expected: { net_lost: Money | null; share_lost: number | null; profit?: { probability_not_covered: number | null } | null }
  accounts: Holder[]
  stress: Loss | null
  /** The fewest without whom the fixed cost is not covered; absent for who may not see margins. */
  least_set?: Loss | null
  /** The fewest who take the loss that was asked about. */
  least_for_loss: Loss | null
}

export const dependencyKey = (query: Query) => ['concentration', 'dependency', query] as const

export const loadDependency = async (query: Query, signal?: AbortSignal) =>
  (await send<Dependency>('GET', '/api/v1/analysis/dependency', { query, signal })).data

/** A holder of the list as a choice. */
export const numberOf = (money: Money | null | undefined): number | null => (money ? Number(money.amount) : null)
