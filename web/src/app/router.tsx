/* From an address to a page. What a page shows (filters, tabs, selection) stands in the query as plain words, so that an address can
 * be read, sent and kept. */
import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { Forbidden, Missing, Failed, Loading } from '@/ui/states/States'
import { useSession, mayDo } from '@/api/session'
import { expectArrival } from '@/ui/arrival'
import { PAGES, type PageRow } from './routes'
import { Shell } from './Shell'

/** ?a=1&b=x&b=y as { a: '1', b: ['x', 'y'] }: texts only, never guessed into numbers. */
export function parseSearch(text: string): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const before = found[name]
    found[name] = before === undefined ? value : [before, value].flat()
  }
  return found
}

export function stringifySearch(search: Record<string, unknown>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(search))
    for (const one of [value].flat()) if (one !== undefined && one !== null && one !== '') parameters.append(name, String(one))
  const text = parameters.toString()
  return text === '' ? '' : `?${text}`
}

const root = createRootRoute({ component: Shell, notFoundComponent: Missing })

function guarded({ component: Page, permission }: PageRow) {
  return function Guarded() {
    return mayDo(useSession(), permission) ? <Page /> : <Forbidden />
  }
}

const pages = PAGES.map((row) =>
  createRoute({ getParentRoute: () => root, path: row.path, component: guarded(row), pendingComponent: Loading, errorComponent: Failed }),
)

export const router = createRouter({
  routeTree: root.addChildren(pages),
  parseSearch,
  stringifySearch,
  defaultErrorComponent: Failed,
  defaultPendingComponent: Loading,
})

// The head of the page to come takes the focus, unless only its filters have changed.
router.subscribe('onBeforeNavigate', ({ pathChanged, fromLocation }) => {
  if (pathChanged && fromLocation) expectArrival()
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
