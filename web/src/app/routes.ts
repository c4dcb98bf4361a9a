/* The pages of the table as components, each with its code and its words: loaded when it is first opened, or before, when somebody is
 * about to. */
import { lazy, type ComponentType } from 'react'
import { loadWords } from '@/i18n'
import { pageAt, PAGES, type PageRow } from './pages'

export interface Opening {
  row: PageRow
  /** Shows the page, after waiting for it when it is not there yet. */
  component: () => ComponentType
  preload: () => Promise<unknown>
}

function openingOf(row: PageRow): Opening {
  let loaded: ComponentType | undefined
  let loading: Promise<{ default: ComponentType }> | undefined
  const load = async () => {
    const [component] = await Promise.all([row.load(), loadWords('ui', row.area)])
    loaded = component
    return { default: component }
  }
  // What could not be had is asked for again by whoever opens the page next.
  const preload = () => (loading ??= load().catch((error: unknown) => ((loading = undefined), Promise.reject(error))))
  return { row, component: () => loaded ?? lazy(preload), preload }
}

export const OPENINGS: readonly Opening[] = PAGES.map(openingOf)

/** Loads the page of an address; a failure is told when it is opened. */
export const preloadPage = (path: string): Promise<unknown> => {
  const row = pageAt(path)
  return OPENINGS.find((opening) => opening.row === row)?.preload().catch(() => undefined) ?? Promise.resolve()
}
