/* Nobody passes who has not signed in; a session that ends meanwhile is opened anew above the page, so that nothing typed is lost.
 * One-time links stand before it: they choose a password, whoever is signed in. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react'
import { onSessionEnd } from '@/api/send'
import { sessionQuery } from '@/api/session'
import { linkOf, takeWanted } from '@/features/sign_in/steps'
import { Failed, Loading } from '@/ui/states/States'
import { router } from './router'

const SignInPage = lazy(async () => ({ default: (await import('@/features/sign_in/SignInPage')).SignInPage }))
const LinkPage = lazy(async () => ({ default: (await import('@/features/sign_in/LinkPage')).LinkPage }))

export function Gate({ children }: { children: ReactNode }) {
  const { data: session, error, isPending } = useQuery(sessionQuery)
  const [link, setLink] = useState(() => linkOf(location.pathname))
  const [chosen, setChosen] = useState(false)
  const cache = useQueryClient()
  const leaveLink = (done: boolean) => {
    router.history.replace('/')
    setChosen(done)
    setLink(null)
    // Whoever is signed in now may be another person.
    cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] })
    void cache.invalidateQueries({ queryKey: sessionQuery.queryKey })
  }

  useEffect(() => onSessionEnd(() => void cache.invalidateQueries({ queryKey: sessionQuery.queryKey })), [cache])
  useEffect(() => {
    const wanted = session ? takeWanted() : null
    if (wanted) router.history.replace(wanted)
  }, [session])
  if (isPending) return <Loading />
  if (error) return <Failed error={error} />
  if (session && !link) return children
  return (
    <Suspense fallback={<Loading />}>
      {link ? <LinkPage {...link} onDone={leaveLink} /> : <SignInPage chosen={chosen} onDone={() => setChosen(false)} />}
    </Suspense>
  )
}
