/* What is not in sight need not be there at first: it is made when nothing is waited for any more, or when it is shown or printed. */
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { startTransition, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/** Whether everything that the page has asked for has come. */
export const isQuiet = (cache: QueryClient) => document.readyState === 'complete' && cache.isFetching() === 0

/** Calls `begin` when the page is quiet and the browser idle; call what it returns to let it be. */
export function whenQuiet(cache: QueryClient, begin: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(begin)
    return () => clearTimeout(timer)
  }
  let id = 0
  const look = () => (isQuiet(cache) ? begin() : void (id = requestIdleCallback(look)))
  id = requestIdleCallback(look)
  return () => cancelIdleCallback(id)
}

/** True from when something has to be there: since it is `shown`, since it is printed, or since there is time for it. */
export function useLater(shown: boolean): boolean {
  const [due, setDue] = useState(shown)
  const cache = useQueryClient()

  useEffect(() => {
    if (due) return
    const print = () => flushSync(() => setDue(true))
    const leave = whenQuiet(cache, () => startTransition(() => setDue(true)))
    window.addEventListener('beforeprint', print)
    return () => {
      leave()
      window.removeEventListener('beforeprint', print)
    }
  }, [cache, due])
  return due || shown
}
