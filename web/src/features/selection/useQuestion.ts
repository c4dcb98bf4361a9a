/* The question of the page: what the address says, and what a hand on a slider says meanwhile. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { listRecords, recordKeys, type KamRecord } from '@/api/records'
import { useUrlSearch } from '@/ui/url'
import { AT_REST, MOVING, questionOf } from './place'
import { loadSelection, selectionKey, type Selection } from './selection'
import { readPoints, writePoints, type Points } from './weights'

const ALL_CRITERIA = { order: 'position', limit: 200 }

const pointsOfRecords = (items: readonly KamRecord[]): Points =>
  Object.fromEntries(items.filter((one) => one.is_active !== false).map((one) => [one.code, Number(one.weight)]))

/** The points that the firm has settled on; undefined until they have come. */
function useFirmPoints(): Points | undefined {
  const { data } = useQuery({
    queryKey: recordKeys.list('criterion', ALL_CRITERIA),
    queryFn: () => listRecords('criterion', ALL_CRITERIA),
  })
  return useMemo(
    () => data && pointsOfRecords(data.items),
    [data],
  )
}

/* While a slider moves, the newest weights are asked for as soon as the answer before has come: none is given up on the way, so that
 * the list follows the hand as quickly as the server can. */
function useSelection(moving: string | undefined) {
  const [search] = useUrlSearch()
  const [asking, setAsking] = useState(moving)
  const isMoving = moving !== undefined && asking !== undefined
  const question = questionOf(search)
  const query = isMoving ? { ...question, weights: asking, ...MOVING } : { ...question, ...AT_REST }
  const asked = useQuery({
    queryKey: selectionKey(query),
    queryFn: ({ signal }) => loadSelection(query, signal),
    placeholderData: keepPreviousData,
    // Answers of a moment are not kept: each is large, and nobody comes back to it.
    gcTime: isMoving ? 0 : 60_000,
  })
  const isBusy = isMoving && asked.isFetching

  useEffect(() => {
    if (!isBusy) setAsking(moving)
  }, [moving, isBusy])
  return { ...asked, question }
}

/* A year ago is not asked for while a slider moves; what was known of it stays meanwhile. */
function useBefore(answer: Selection | undefined) {
  const [kept, keep] = useState<Map<string, number>>(new Map())

  useEffect(() => {
    const known = (answer?.accounts ?? []).flatMap(({ id, before }): [string, number][] => (before ? [[id, before.rank]] : []))
    if (known.length > 0) keep(new Map(known))
  }, [answer])
  return kept
}

/** Everything about weights: what they are, how they move, and the answer to them. */
export function useWeighing() {
  const [search, change] = useUrlSearch()
  const firm = useFirmPoints()
  const written = [search.weights].flat()[0]
  const [moving, setMoving] = useState<Points | null>(null)
  const codes = useMemo(() => Object.keys(firm ?? {}), [firm])
  const asked = useSelection(moving ? writePoints(moving, codes) : undefined)
  const points = useMemo(() => {
    const read = readPoints(written)
    return read ? Object.fromEntries(Object.keys({ ...firm, ...read }).map((code) => [code, read[code] ?? 0])) : (firm ?? {})
  }, [written, firm])

  // The hand is off the slider when the address says what it said.
  useEffect(() => setMoving(null), [written])
  const settle = (next: Points) => {
    const text = writePoints(next, codes)
    const isFirm = firm !== undefined && text === writePoints(firm, codes)
    const wanted = isFirm ? undefined : text
    if (wanted === written || text === undefined) setMoving(null)
    else {
      setMoving(next)
      change({ weights: wanted })
    }
  }
  return {
    ...asked,
    before: useBefore(asked.data),
    points: moving ?? points,
    codes,
    isOwn: written !== undefined || search.limits !== undefined,
    move: setMoving,
    settle,
    reset: () => change({ weights: undefined, limits: undefined, knowledge: undefined, wobble: undefined }),
  }
}

export type Weighing = ReturnType<typeof useWeighing>
