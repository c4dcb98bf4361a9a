/* Who is signed in and what they may do. */
import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query'
import type { Schemas } from './client'
import { isProblem } from './problem'
import { send, setChangeToken, tellSessionEnd } from './send'

export type Session = Schemas['session']

const KEY = ['session']

/* Somebody who was signed in and is no more stays on the page, as it is, until they have signed in again or left (app/Gate). */
async function loadSession({ client }: { client: QueryClient }): Promise<Session | null> {
  try {
    const { data } = await send<Session>('GET', '/api/v1/session')
    setChangeToken(data.change_token)
    return data
  } catch (error) {
    if (!isProblem(error, 401)) throw error
    const kept = client.getQueryData<Session | null>(KEY) ?? null
    if (kept) void tellSessionEnd()
    return kept
  }
}

export const sessionQuery = queryOptions({ queryKey: KEY, queryFn: loadSession, staleTime: 5 * 60_000 })

/** The session of a page that is shown to signed-in people only. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery)
  if (!data) throw new Error('nobody is signed in')
  return data
}

export const mayDo = (session: Session, permission: string | null | undefined) => !permission || session.permissions.includes(permission)
export const maySee = (session: Session, fieldClass: string) => (session.classes[fieldClass] ?? 'none') !== 'none'
export const mayWrite = (session: Session, fieldClass: string) => session.classes[fieldClass] === 'write'
