/* How sure the choice is: who is key whatever the weights, who hangs on them. The shares are those of the reasons of the API. */
import type { Candidate, Selection } from './selection'

export const SURE = 0.95

export interface Certainty {
  sure: number
  /** Neither nearly always nor nearly never key. */
  depends: number
}

export function certaintyOf(accounts: readonly Candidate[]): Certainty {
  const shares = accounts.flatMap(({ in_top }) => (in_top === null ? [] : [in_top]))
  return {
    sure: shares.filter((share) => share >= SURE).length,
    depends: shares.filter((share) => share > 1 - SURE && share < SURE).length,
  }
}

/** Whether another method says otherwise of an account: in by one, out by the other. */
export const disagrees = (rank: number, other: number, top: number) => rank <= top !== other <= top

const OTHERS = ['topsis', 'promethee'] as const

export interface Disagreement {
  method: (typeof OTHERS)[number]
  comes: Candidate[]
  goes: Candidate[]
}

/** By method: who would come in and who would go out; methods that agree are left out. */
export const disagreementsOf = ({ accounts, top }: Pick<Selection, 'accounts' | 'top'>): Disagreement[] =>
  OTHERS.map((method) => {
    const apart = accounts.filter(({ rank, ranks }) => disagrees(rank, ranks[method], top))
    return { method, comes: apart.filter(({ rank }) => rank > top), goes: apart.filter(({ rank }) => rank <= top) }
  }).filter(({ comes, goes }) => comes.length + goes.length > 0)

/* Columns that fit beside each other. */
const MOST_PLACES = 20

/** The share of the draws in each of the places, from the first on. */
export const placesOf = ({ acceptability }: Pick<Candidate, 'acceptability'>, top: number) =>
  Array.from({ length: Math.min(top, MOST_PLACES) }, (_, i) => ({ place: i + 1, share: acceptability?.[String(i + 1)] ?? 0 }))
