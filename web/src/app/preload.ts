/* The code of a page that somebody will probably open next, loaded while nothing else is to do. */
import type { QueryClient } from '@tanstack/react-query'
import { mayDo, type Session } from '@/api/session'
import { whenQuiet } from '@/ui/later'
import { NAVIGATION } from './menu'
import { preloadPage } from './routes'

/* The first pages of the navigation are those that people go to. */
const LIKELY = 3

/* Who pays for every byte, or has few, loads only what is asked for. */
const savesData = () => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true

/** Begins, with `first`, when nothing is waited for; call what it returns to let it be. */
export function preloadLikely(session: Session, cache: QueryClient, first: () => Promise<unknown>): () => void {
  const paths = NAVIGATION.filter((row) => mayDo(session, row.permission)).slice(0, LIKELY)
  if (savesData()) return () => undefined
  return whenQuiet(cache, () => {
    void first().catch(() => undefined)
    paths.forEach((row) => void preloadPage(row.to))
  })
}
