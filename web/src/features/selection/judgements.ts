/* What people have said of an account: the last word of each by a criterion, and how far they are apart. */
import { queryOptions } from '@tanstack/react-query'
import { listRecords, recordKeys, type KamRecord } from '@/api/records'

export interface Said {
  id: string
  user_id: string
  who: string
  points: number
  judged_on: string
  reason: string | null
}

export interface Opinion {
  said: Said[]
  mean: number
  least: number
  most: number
}

/* Points between the lowest and the highest from which people do not mean the same. */
const APART = 4

export const areApart = ({ least, most }: Opinion) => most - least >= APART

/** Records, the newest first, as opinions by criterion. */
export function opinionsOf(items: readonly KamRecord[]): Map<string, Opinion> {
  const said = new Map<string, Map<string, Said>>()
  for (const item of items) {
    const [criterion, user_id] = [String(item.criterion_id), String(item.user_id)]
    const people = said.get(criterion) ?? new Map<string, Said>()
    said.set(criterion, people)
    if (people.has(user_id)) continue
    people.set(user_id, {
      id: item.id,
      user_id,
      who: (item.user as { name?: string } | null)?.name ?? user_id,
      points: Number(item.points),
      judged_on: String(item.judged_on),
      reason: (item.reason as string | null | undefined) ?? null,
    })
  }
  return new Map(
    [...said].map(([criterion, people]) => {
      const all = [...people.values()]
      const points = all.map((one) => one.points)
      const mean = points.reduce((sum, one) => sum + one, 0) / points.length
      return [criterion, { said: all, mean, least: Math.min(...points), most: Math.max(...points) }]
    }),
  )
}

const listOf = (type: string, query: Record<string, string | number>) =>
  queryOptions({ queryKey: recordKeys.list(type, query), queryFn: () => listRecords(type, query) })

export const judgementsOf = (account: string) =>
  listOf('judgement', {
    account_id: `eq.${account}`,
    order: 'judged_on.desc,updated_at.desc',
    limit: 200,
    select: 'id,version,criterion_id,user_id,user(id,name),points,judged_on,reason,created_at,updated_at',
  })

export const judgedCriteria = listOf('criterion', { measure: 'eq.judgement', is_active: 'is.true', order: 'position', limit: 50 })
export const levels = listOf('criterion_level', { order: 'points', limit: 500 })

/** The described step that a mean is nearest to, the lower of two; -1 without one. */
export function stepAt(points: readonly number[], mean: number | undefined): number {
  if (mean === undefined) return -1
  return points.reduce((best, one, i) => (best < 0 || Math.abs(one - mean) < Math.abs((points[best] ?? 0) - mean) ? i : best), -1)
}
