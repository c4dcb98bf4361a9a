/* The saved views of a list: one's own and those that others share. Which one opens first is kept in the browser. */
import { useLocalStorage } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { createRecord, deleteRecord, listRecords, patchRecord, recordKeys, restoreRecord } from '@/api/records'
import { send } from '@/api/send'
import { useSession } from '@/api/session'
import { useUrlSearch } from '../../url'
import { openView, writeView } from './query'

export interface SavedView {
  id: string
  name: string
  query: string
  user_id: string
  is_shared?: boolean
  version?: number
  owner?: string | null
}

const SHARED = 'shared'
const MOST_VIEWS = 200

const listMine = async (type: string) =>
  (await listRecords('view', { type: `eq.${type}`, order: 'name', limit: MOST_VIEWS })).items as unknown as SavedView[]
const listShared = async (type: string) =>
  (await send<{ items: SavedView[] }>('GET', '/api/v1/views/shared', { query: { type } })).data.items

export interface Views {
  mine: SavedView[]
  shared: SavedView[]
  current: SavedView | undefined
  /** The list is not what the view says any more. */
  isChanged: boolean
  first: string
  setFirst(id: string): void
  open(view: SavedView | null): void
  saveAs(name: string, isShared: boolean): Promise<SavedView>
  save(view: SavedView): Promise<unknown>
  change(view: SavedView, changes: { name?: string; is_shared?: boolean }): Promise<unknown>
  remove(view: SavedView): Promise<unknown>
  restore(view: SavedView): Promise<unknown>
}

/** `type` says whose list it is, `isField` which members of the address are its filters. */
export function useViews(type: string, isField: (name: string) => boolean): Views {
  const cache = useQueryClient()
  const session = useSession()
  const [search, change] = useUrlSearch()
  const [first, setFirst] = useLocalStorage({ key: `kamen-view-${type}`, defaultValue: '', getInitialValueInEffect: false })
  const key = [...recordKeys.type('view'), type]
  const { data: mine = [], isPending } = useQuery({ queryKey: key, queryFn: () => listMine(type) })
  const { data: others = [] } = useQuery({ queryKey: [...key, SHARED], queryFn: () => listShared(type) })
  const shared = others.filter((view) => view.user_id !== session.user_id)
  const id = [search.view].flat()[0]
  const current = [...mine, ...shared].find((view) => view.id === id)
  const query = writeView(search, isField)

  const open = (view: SavedView | null) => change({ ...openView(view?.query ?? '', search, isField), view: view?.id }, { replace: false })
  useFirst(
    !isPending && query === '' && !id,
    [...mine, ...shared].find((view) => view.id === first),
    open,
  )

  const done = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work
    await cache.invalidateQueries({ queryKey: recordKeys.type('view') })
    return result
  }
  return {
    mine,
    shared,
    current,
    isChanged: current !== undefined && writeView(readable(current), isField) !== query,
    first,
    setFirst,
    open,
    saveAs: async (name, isShared) => {
      const made = (await done(
        createRecord('view', { type, name, query: query || 'order=id', is_shared: isShared }),
      )) as unknown as SavedView
      change({ view: made.id })
      return made
    },
    save: (view) => done(patchRecord('view', view.id, view.version ?? '*', { query: query || 'order=id' })),
    change: (view, changes) => done(patchRecord('view', view.id, view.version ?? '*', changes)),
    remove: async (view) => {
      await done(deleteRecord('view', view.id, view.version ?? '*'))
      if (view.id === id) change({ view: undefined })
    },
    restore: (view) => done(restoreRecord('view', view.id)),
  }
}

const readable = ({ query }: SavedView) => openView(query, {}, () => true)

/* The view that somebody wants to begin with is opened once, where the address asks for nothing else. */
function useFirst(isBare: boolean, view: SavedView | undefined, open: (view: SavedView) => void) {
  const isDone = useRef(false)

  useEffect(() => {
    if (isDone.current || !isBare || !view) return
    isDone.current = true
    open(view)
  })
}
