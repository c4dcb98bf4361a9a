/* Rows of a list, kept in the query cache page by page: of a type of record, of a route with offsets, or of an array. */
import { useQueryClient, type QueryClient, type QueryKey } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { listRecords, recordKeys, type KamRecord } from '@/api/records'
import { type Query } from '@/api/send'
import { type RowSource } from '../types'
import { Pages, type PagePlace, type PagesOptions, type RowPage } from './pages'

const FRESH_MS = 30_000

/** Tells when somebody called `invalidateQueries` for this list or for all of its kind. */
function onInvalidated(cache: QueryClient, key: QueryKey, tell: () => void) {
  let isTold = false
  return cache.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'invalidate' || isTold) return
    if (!key.every((word, i) => JSON.stringify(word) === JSON.stringify(event.query.queryKey[i]))) return
    // One call invalidates many pages.
    isTold = true
    queueMicrotask(() => {
      isTold = false
      tell()
    })
  })
}

interface UsePages<Row> extends Omit<PagesOptions<Row>, 'load'> {
  /** Where the pages stand in the cache; another key is another list. */
  queryKey: QueryKey
  load(place: PagePlace, signal: AbortSignal): Promise<RowPage<Row>>
}

/** Rows of whatever comes in pages. While a new question is under way, the rows of the one before stay in sight. */
export function usePages<Row>({ queryKey, load, ...options }: UsePages<Row>): RowSource<Row> {
  const cache = useQueryClient()
  const name = JSON.stringify(queryKey)
  const pages = useMemo(
    () =>
      new Pages<Row>({
        ...options,
        load: (place) =>
          cache.fetchQuery({
            queryKey: [...queryKey, 'rows', place.cursor ?? place.offset, place.limit],
            queryFn: ({ signal }) => load(place, signal),
            staleTime: FRESH_MS,
          }),
      }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the key says all that the question depends on
    [cache, name],
  )
  const [before, setBefore] = useState<Pages<Row>>(pages)
  const isWaiting = pages.isEmptyHanded && pages.error === null
  const shown = isWaiting && !before.isEmptyHanded ? before : pages

  useSyncExternalStore(pages.subscribe, () => pages.version)
  useEffect(() => onInvalidated(cache, JSON.parse(name) as QueryKey, () => pages.refresh()), [cache, name, pages])
  useEffect(() => pages.want(0, 30), [pages])
  useEffect(() => {
    if (!isWaiting) setBefore(pages)
  }, [pages, isWaiting])
  return sourceOf(shown, pages, isWaiting)
}

function sourceOf<Row>(shown: Pages<Row>, asked: Pages<Row>, isWaiting: boolean): RowSource<Row> {
  return {
    total: shown.total,
    count: shown.count,
    get: (index) => shown.get(index),
    want: (first, last) => {
      if (shown === asked) asked.want(first, last)
    },
    isPending: shown.isEmptyHanded && asked.error === null,
    isStale: isWaiting && shown !== asked,
    error: asked.error,
    loaded: (limit) => shown.loaded(limit),
  }
}

/** The list of a type of record, after the grammar of docs/lists.md. It is counted while the first page comes. */
export function useRecordRows(type: string, query: Query): RowSource<KamRecord> {
  const cache = useQueryClient()
  const filter: Query = { ...query, select: undefined, order: undefined }
  return usePages<KamRecord>({
    queryKey: recordKeys.list(type, query),
    sequential: true,
    load: async ({ cursor, limit }, signal) => {
      const page = listRecords(type, { ...query, cursor, limit }, { signal })
      if (cursor !== null) return page
      const counted = cache.fetchQuery({
        queryKey: [...recordKeys.list(type, filter), 'count'],
        queryFn: () => listRecords(type, { ...filter, select: 'id', limit: 1 }, { count: true }),
        staleTime: FRESH_MS,
      })
      const [{ items, next }, { total }] = await Promise.all([page, counted])
      return { items, next, total }
    },
  })
}

/** Rows that are all there. */
export function useArrayRows<Row>(rows: readonly Row[] | undefined, error: unknown = null): RowSource<Row> {
  return {
    total: rows?.length ?? null,
    count: rows?.length ?? 0,
    get: (index) => rows?.[index],
    want: () => {},
    isPending: rows === undefined && !error,
    isStale: false,
    error,
    loaded: (limit) => (rows ?? []).slice(0, limit),
  }
}

/** The newest value of something, for callbacks that must not change. */
export function useLatest<T>(value: T) {
  const ref = useRef(value)
  useEffect(() => {
    ref.current = value
  })
  return ref
}
