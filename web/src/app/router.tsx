/* From an address to a page. What a page shows (filters, tabs, selection) stands in the query as plain words, so that an address can
 * be read, sent and kept. */
import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { Forbidden, Missing, Failed, Loading } from '@/ui/states/States'
import { useSession, mayDo } from '@/api/session'
import { expectArrival } from '@/ui/arrival'
import { OPENINGS, type Opening } from './routes'
import { parseSearch, stringifySearch } from './search'
import { Shell } from './Shell'

const root = createRootRoute({ component: Shell, notFoundComponent: Missing })

function guarded({ component, row }: Opening) {
  return function Guarded() {
    // A page that is there already is shown at once; which of the two it was stays, since another component would begin anew.
    const [Page] = useState(component)
    return mayDo(useSession(), row.permission) ? <Page /> : <Forbidden />
  }
}

const pages = OPENINGS.map((opening) =>
  createRoute({
    getParentRoute: () => root,
    path: opening.row.path,
    component: guarded(opening),
    pendingComponent: Loading,
    errorComponent: Failed,
  }),
)

export const router = createRouter({
  routeTree: root.addChildren(pages),
  parseSearch,
  stringifySearch,
  defaultErrorComponent: Failed,
  defaultPendingComponent: Loading,
})

// The head of the page to come takes the focus, unless it is the first one or only its filters have changed. Where somebody comes from is
// remembered here: the router does not say it to who leaves the first page before all of that has come.
let path: string | null = null
router.subscribe('onBeforeNavigate', ({ toLocation }) => {
  if (path !== null && path !== toLocation.pathname) expectArrival()
  path = toLocation.pathname
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
