/* Nobody passes who has not signed in; a session that ends meanwhile is opened anew above the page, so that nothing typed is lost.
 * One-time links stand before it: they choose a password, whoever is signed in. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Fragment, lazy, Suspense, useEffect, useState, type ReactNode } from 'react'
import { sessionQuery } from '@/api/session'
import { linkOf, takeWanted } from '@/features/sign_in/steps'
import { Failed, Loading } from '@/ui/states/States'
import { useForget } from './leave'
import { router } from './router'
import { useReopening } from './useReopening'

const SignInPage = lazy(async () => ({ default: (await import('@/features/sign_in/SignInPage')).SignInPage }))
const ReopenDialog = lazy(async () => ({ default: (await import('./ReopenDialog')).ReopenDialog }))
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

  const { ended, giveUp } = useReopening(session)
  const forget = useForget()
  const leave = () => {
    giveUp()
    forget()
  }

  useEffect(() => {
    const wanted = session ? takeWanted() : null
    if (wanted) router.history.replace(wanted)
  }, [session])
  if (isPending) return <Loading />
  if (error && !session) return <Failed error={error} />
  if (session && !link)
    return (
      <>
        <Fragment key={session.user_id}>{children}</Fragment>
        <Suspense>{ended && <ReopenDialog ended={ended} onLeave={leave} />}</Suspense>
      </>
    )
  return (
    <Suspense fallback={<Loading />}>
      {link ? <LinkPage {...link} onDone={leaveLink} /> : <SignInPage chosen={chosen} onDone={() => setChosen(false)} />}
    </Suspense>
  )
}
