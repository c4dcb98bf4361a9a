/* The way out: this session, or all of one's own. Nothing of what was seen stays in the page. */
import { useQueryClient } from '@tanstack/react-query'
import { send, setChangeToken } from '@/api/send'
import { sessionQuery } from '@/api/session'
import { forgetVisits } from '@/ui/recent'
import { forgetNotices } from '@/ui/record/notices'

/** Takes out of the page what was seen on it; whoever comes next signs in. */
export function useForget() {
  const cache = useQueryClient()

  return () => {
    setChangeToken(null)
    forgetVisits()
    forgetNotices()
    cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] })
    cache.setQueryData(sessionQuery.queryKey, null)
  }
}

export function useLeave() {
  const forget = useForget()

  return async (everywhere: boolean) => {
    if (everywhere) await send('DELETE', '/api/v1/sessions')
    await send('DELETE', '/api/v1/session')
    forget()
  }
}
