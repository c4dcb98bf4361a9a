/* The pages of the table as components, each with its code and its words: loaded when it is first opened, or before, when somebody is
 * about to. */
import { loadWords } from '@/i18n'
import { arriving, type Arriving } from '@/ui/arriving'
import { pageAt, PAGES, type PageRow } from './pages'

export interface Opening extends Arriving {
  row: PageRow
}

async function loadPage(row: PageRow) {
  const [component] = await Promise.all([row.load(), loadWords('ui', row.area)])
  return component
}

export const OPENINGS: readonly Opening[] = PAGES.map((row) => ({ row, ...arriving(() => loadPage(row)) }))

/** Loads the page of an address; a failure is told when it is opened. */
export const preloadPage = (path: string): Promise<unknown> => {
  const row = pageAt(path)
  return OPENINGS.find((opening) => opening.row === row)?.preload().catch(() => undefined) ?? Promise.resolve()
}
