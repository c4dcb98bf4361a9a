/* The cache of what the server said. */
import { QueryClient } from '@tanstack/react-query'
import { isProblem } from './problem'

/* What the server refused it will refuse again; only an answer that never came is asked for once more. */
const asksAgain = (failures: number, error: unknown) => failures < 2 && isProblem(error, 0, 503)

export const makeCache = () =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: asksAgain, staleTime: 30_000, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  })
