/* Why something did not work, in the reader's language: by the status of the answer, since the server's own words are English. */
import { isProblem } from '@/api/problem'

/* Statuses that have words of their own below 'refusals' in i18n/common; the others share those of 'failed'. */
const KNOWN = new Set([400, 403, 404, 409, 412, 413, 415, 422, 428, 429, 500, 502, 503, 504])

/** A key of i18n/common, below 'refusals'. */
export function refusalOf(error: unknown): string {
  if (!isProblem(error)) return isOutdated(error) ? 'refusals.outdated' : 'refusals.failed'
  if (error.status === 0) return 'refusals.unreachable'
  return KNOWN.has(error.status) ? `refusals.${error.status}` : 'refusals.failed'
}

/* A piece of the page that the server does not have any more: another version of the program runs by now. Browsers word it differently. */
const GONE = /dynamically imported module|importing a module script|unable to preload/i

export const isOutdated = (error: unknown): boolean => error instanceof Error && GONE.test(error.message)
