/* Where figures open to, as the API gives it: invoice lines at the side of the page, or another page. Which lines are open stands in
 * the address as `lines`, so that it can be sent. */
import { useNavigate } from '@tanstack/react-router'
import { useUrlState } from '@/ui/url'

export type Place = { kind: 'lines'; query: string } | { kind: 'page'; to: string; search: Record<string, string> }

/** '/api/v1/sales/lines?account=1&from=2025-01-01' -> 'account=1&from=2025-01-01'; all lines are 'all'. */
export const queryOfPath = (opensTo: string): string => opensTo.split('?')[1] || 'all'

export const filterOfQuery = (query: string): Record<string, string> =>
  query === 'all' ? {} : Object.fromEntries(new URLSearchParams(query))

const PAGES: Record<string, string> = {
  '/api/v1/sales/accounts': '/accounts',
  '/api/v1/accounts/duplicates': '/accounts/duplicates',
}

/* A calendar year is a period of the page; the API says its days. */
function asPeriod({ from, until, ...search }: Record<string, string>): Record<string, string> {
  const year = from?.slice(0, 4)
  const isYear = year && from === `${year}-01-01` && until === `${year}-12-31`
  return isYear ? { ...search, period: year } : { ...search, ...(from && { from }), ...(until && { until }) }
}

/** What the page shows for a path of the API; undefined where it has nothing to show. */
export function placeOfPath(opensTo: string | null | undefined): Place | undefined {
  const [path = '', query = ''] = (opensTo ?? '').split('?')
  if (path === '/api/v1/sales/lines') return { kind: 'lines', query: queryOfPath(opensTo ?? '') }
  const to = PAGES[path]
  return to ? { kind: 'page', to, search: asPeriod(Object.fromEntries(new URLSearchParams(query))) } : undefined
}

/** What opens what a figure is made of; a page that calls it shows `LinesDrawer`. */
export function useOpenPath(): (opensTo: string) => void {
  const [, set] = useUrlState('lines')
  const navigate = useNavigate()
  return (opensTo) => {
    const place = placeOfPath(opensTo)
    if (place?.kind === 'lines') set(place.query)
    else if (place) void navigate({ to: place.to, search: place.search as never })
  }
}
