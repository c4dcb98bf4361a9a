/* Nobody passes who has not signed in; a session that ends meanwhile is opened anew above the page, so that nothing typed is lost. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, type ReactNode } from 'react'
import { onSessionEnd } from '@/api/send'
import { sessionQuery } from '@/api/session'
import { Failed, Loading } from '@/ui/states/States'

const SignInPage = lazy(async () => ({ default: (await import('@/features/sign_in/SignInPage')).SignInPage }))

export function Gate({ children }: { children: ReactNode }) {
  const { data: session, error, isPending } = useQuery(sessionQuery)
  const cache = useQueryClient()

  useEffect(() => onSessionEnd(() => void cache.invalidateQueries({ queryKey: sessionQuery.queryKey })), [cache])
  if (isPending) return <Loading />
  if (error) return <Failed error={error} />
  if (session) return children
  return (
    <Suspense fallback={<Loading />}>
      <SignInPage />
    </Suspense>
  )
}
