/* A session that ends while somebody works: whoever asked the server waits while the same person signs in again above the page. */
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { isProblem } from '@/api/problem'
import { onSessionEnd, send, setChangeToken } from '@/api/send'
import { sessionQuery, type Session } from '@/api/session'

interface Waiting {
  promise: Promise<boolean>
  resolve: (again: boolean) => void
}

function makeWaiting(): Waiting {
  let resolve: Waiting['resolve'] = () => {}
  const promise = new Promise<boolean>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

/* Another window may have signed in meanwhile: then this one only needs the token of changes of that session. */
async function askAgain(cache: QueryClient, before: Session): Promise<boolean | null> {
  try {
    const { data } = await send<Session>('GET', '/api/v1/session')
    if (data.user_id !== before.user_id) return null
    setChangeToken(data.change_token)
    cache.setQueryData(sessionQuery.queryKey, data)
    return true
  } catch (error) {
    return isProblem(error, 401) ? null : false
  }
}

export interface Reopening {
  /** Whose session has ended; null while it goes on. */
  ended: Session | null
  /** Nobody signs in again: what waits is refused. */
  giveUp: () => void
}

export function useReopening(session: Session | null | undefined): Reopening {
  const cache = useQueryClient()
  const [ended, setEnded] = useState<Session | null>(null)
  const waiting = useRef<Waiting | null>(null)

  useEffect(() => {
    const finish = (again: boolean) => {
      waiting.current?.resolve(again)
      waiting.current = null
    }
    return onSessionEnd(() => {
      const known = cache.getQueryData(sessionQuery.queryKey)
      if (!known) return Promise.resolve(false)
      if (waiting.current) return waiting.current.promise
      const { promise } = (waiting.current = makeWaiting())
      void askAgain(cache, known).then((again) => (again === null ? setEnded(known) : finish(again)))
      return promise
    })
  }, [cache])

  const settle = (again: boolean) => {
    setEnded(null)
    waiting.current?.resolve(again)
    waiting.current = null
  }
  useEffect(() => {
    if (ended && session && session.change_token !== ended.change_token) settle(session.user_id === ended.user_id)
  }, [ended, session])

  return { ended, giveUp: () => settle(false) }
}
