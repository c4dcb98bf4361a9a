/* Which invoice lines are open at the side of the page: their query stands in the address as `lines`, so that it can be sent. */
import { useUrlState } from '@/ui/url'

/** '/api/v1/sales/lines?account=1&from=2025-01-01' -> 'account=1&from=2025-01-01'; all lines are 'all'. */
export const queryOfPath = (opensTo: string): string => opensTo.split('?')[1] || 'all'

export const filterOfQuery = (query: string): Record<string, string> =>
  query === 'all' ? {} : Object.fromEntries(new URLSearchParams(query))

/** What opens the lines that a figure is made of; a page that calls it shows `LinesDrawer`. */
export function useOpenLines(): (opensTo: string) => void {
  const [, set] = useUrlState('lines')
  return (opensTo) => set(queryOfPath(opensTo))
}
