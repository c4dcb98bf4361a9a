/* Work that takes longer than a request: asked for, followed as it happens, cancelled. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Schemas } from './client'
import { send } from './send'

export type Job = Schemas['job']

export const jobKey = (id: string) => ['jobs', 'one', id] as const
export const isOver = (job: Job | undefined) => job !== undefined && job.state !== 'queued' && job.state !== 'running'

const loadJob = async (id: string) => (await send<Job>('GET', `/api/v1/jobs/${id}`)).data
export const cancelJob = async (id: string) => (await send<Job>('POST', `/api/v1/jobs/${id}/cancel`)).data

/* How long to wait for a server that went away before asking it again. */
const AGAIN_MS = 2000

/**
 * A job as it is, told anew whenever it changes. A connection that breaks is made again by the browser; where it cannot be,
 * the job is asked for until it is over: one that its server left is taken up by the next server.
 */
export function useJob(id: string | null) {
  const cache = useQueryClient()
  const query = useQuery({
    queryKey: jobKey(id ?? ''),
    queryFn: () => loadJob(id ?? ''),
    enabled: Boolean(id),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.status === 'error' ? AGAIN_MS : false),
  })
  const isWatched = Boolean(id) && query.data !== undefined && !isOver(query.data)

  useEffect(() => {
    if (!id || !isWatched) return undefined
    const source = new EventSource(`/api/v1/jobs/${id}/events`)
    const take = (event: MessageEvent<string>) => {
      const job = JSON.parse(event.data) as Job
      cache.setQueryData(jobKey(id), job)
      if (isOver(job)) source.close()
    }
    for (const name of ['message', 'progress', 'end']) source.addEventListener(name, take as EventListener)
    source.onerror = () => void cache.invalidateQueries({ queryKey: jobKey(id) })
    return () => source.close()
  }, [cache, id, isWatched])
  return query
}
