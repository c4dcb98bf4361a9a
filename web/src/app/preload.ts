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

/** Begins when the browser is idle; call what it returns to let it be. */
export function preloadLikely(session: Session): () => void {
  const paths = NAVIGATION.filter((row) => mayDo(session, row.permission)).slice(0, LIKELY)
  const begin = () => paths.forEach((row) => preloadPage(row.to))
  if (typeof requestIdleCallback !== 'function') return () => undefined
  const id = requestIdleCallback(begin, { timeout: 10_000 })
  return () => cancelIdleCallback(id)
}
