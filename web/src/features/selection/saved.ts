/* Weightings under a name: a record with a figure for each criterion, or for each pair of them. */
import { createRecord, listRecords, type KamRecord } from '@/api/records'
import type { Criterion } from './selection'
import { asItem, orderOf, pairOfItem, pointsOfOrder, type Pair, type Points } from './weights'
import type { Manner } from './WeightsPanel'

export const LIST = { order: 'name', limit: 100, select: 'id,version,name,method,is_counted,user_id,user(id,name)' }

export interface Item {
  criterion_id: string
  other_id?: string
  value: string
}

interface Said {
  manner: Manner
  points: Points
  pairs: readonly Pair[] | null
}

const MOST_ITEMS = 500

/** What is said, as items of a weighting. */
export function itemsOf({ manner, points, pairs }: Said, criteria: readonly Pick<Criterion, 'id' | 'code'>[]): Item[] {
  const idOf = (code: string) => criteria.find((one) => one.code === code)?.id ?? ''
  const codes = criteria.map(({ code }) => code)
  if (manner === 'pairwise' && pairs)
    return pairs.map(asItem).map(({ criterion, other, value }) => ({ criterion_id: idOf(criterion), other_id: idOf(other), value }))
  if (manner === 'rank_order') return orderOf(points, codes).map((code, at) => ({ criterion_id: idOf(code), value: String(at + 1) }))
  return codes.map((code) => ({ criterion_id: idOf(code), value: String(points[code] ?? 0) }))
}

/** Under which method it is kept: pairs that nobody has touched are points. */
export const mannerOf = ({ manner, pairs }: Pick<Said, 'manner' | 'pairs'>): Manner => (manner === 'pairwise' && !pairs ? 'points' : manner)

export async function saveWeighting(name: string, said: Said, criteria: readonly Pick<Criterion, 'id' | 'code'>[]) {
  const kept = { ...said, manner: mannerOf(said) }
  const made = await createRecord('weighting', { name, method: kept.manner })
  for (const item of itemsOf(kept, criteria)) await createRecord('weighting_item', { weighting_id: made.id, ...item })
  return made
}

/** What a saved one says: points, or pairs that the server makes weights of. What it does not name counts nothing. */
export function readItems(
  method: string,
  items: readonly KamRecord[],
  criteria: readonly Pick<Criterion, 'id' | 'code'>[],
): { points: Points | null; pairs: Pair[] | null } {
  const codes = criteria.map(({ code }) => code)
  const codeOf = (id: unknown) => criteria.find((one) => one.id === id)?.code
  const read = items.flatMap((item) => {
    const [criterion, other] = [codeOf(item.criterion_id), codeOf(item.other_id)]
    return criterion ? [{ criterion, other: other ?? '', value: Number(item.value) }] : []
  })
  if (method === 'pairwise') return { points: null, pairs: read.filter(({ other }) => other !== '').map((item) => pairOfItem(item, codes)) }
  const sorted = [...read].sort((a, b) => a.value - b.value)
  if (method === 'rank_order') return { points: pointsOfOrder(sorted.map(({ criterion }) => criterion)), pairs: null }
  return { points: Object.fromEntries(read.map(({ criterion, value }) => [criterion, value])), pairs: null }
}

export const loadItems = async (id: string) => (await listRecords('weighting_item', { weighting_id: `eq.${id}`, limit: MOST_ITEMS })).items
