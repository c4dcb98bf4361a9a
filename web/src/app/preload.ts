/* The code of a page that somebody will probably open next, loaded while nothing else is to do. */
import { mayDo, type Session } from '@/api/session'
import { NAVIGATION } from './menu'
import { PAGES } from './routes'

const isPathOf = (pattern: string, path: string) => {
  const [words, wanted] = [pattern.split('/'), path.split('/')]
  return words.length === wanted.length && words.every((word, i) => word.startsWith('$') || word === wanted[i])
}

const rowOf = (path: string) => PAGES.find((row) => row.path === path) ?? PAGES.find((row) => isPathOf(row.path, path))

export const preloadPage = (path: string) => rowOf(path)?.component.preload?.()

/* The first pages of the navigation are those that people go to. */
const LIKELY = 3

/* Who pays for every byte, or has few, loads only what is asked for. */
const savesData = () => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true

/** Begins, with `first`, when the browser is idle; call what it returns to let it be. */
export function preloadLikely(session: Session, first: () => Promise<unknown>): () => void {
  const paths = NAVIGATION.filter((row) => mayDo(session, row.permission)).slice(0, LIKELY)
  const begin = () => {
    void first().catch(() => undefined)
    paths.forEach((row) => preloadPage(row.to))
  }
  if (savesData() || typeof requestIdleCallback !== 'function') return () => undefined
  const id = requestIdleCallback(begin, { timeout: 10_000 })
  return () => cancelIdleCallback(id)
}
