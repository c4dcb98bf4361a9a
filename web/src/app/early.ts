/* Runs first, while the libraries and the frame of the page are still on their way: asks who is there, and fetches the code, the words and
 * the first answers of the page that was opened, so that none of them has to wait for another. It stands on nothing but tables. */
import { askEarly } from '@/api/early'
import type { Session } from '@/api/session'
import { fetchArea } from '@/i18n/catalogues'
import { loadLanguage } from '@/i18n/languages'
import { pageAt, type PageRow } from './pages'
import { parseSearch } from './search'

const language = loadLanguage()

/* What fails here fails again, and is told, where it is needed. */
const quietly = (work: Promise<unknown> | undefined) => void work?.catch(() => undefined)

function askFirst({ asks, permission }: PageRow, session: Session) {
  quietly(askEarly('/api/v1/company'))
  if (permission && !session.permissions.includes(permission)) return
  const id = decodeURIComponent(location.pathname.split('/').at(-1) ?? '')
  asks?.({ id, search: parseSearch(location.search), session }).forEach((path) => quietly(askEarly(path)))
}

async function fetchPage() {
  const answer = await askEarly('/api/v1/session')
  const page = answer.ok ? pageAt(location.pathname) : undefined
  if (!page) return
  quietly(page.load())
  for (const area of ['ui', page.area]) quietly(fetchArea(language, area))
  askFirst(page, (await answer.clone().json()) as Session)
  quietly(page.later?.())
}

quietly(fetchArea(language, 'common'))
quietly(fetchPage())
