/* The typed client: every path, parameter and answer as the description of the API has it.
 *
 *   const { data } = useQuery({ queryKey: ['sums', year], queryFn: () => ask(api.GET('/api/v1/sales/sums', { params: ... })) })
 */
import createClient, { type FetchResponse, type Middleware } from 'openapi-fetch'
import { takeEarly } from './early'
import type { components, paths } from './generated/schema'
import { ApiProblem, readProblem } from './problem'
import { getChangeToken, tellSessionEnd } from './send'

export type Schemas = components['schemas']

/* What was sent, to be sent once more when somebody had to sign in again in between: a request can be sent only once. */
const copies = new WeakMap<Request, Request>()

const withToken = (request: Request) => {
  const token = getChangeToken()
  if (token && request.method !== 'GET') request.headers.set('X-Kamen-Token', token)
  return request
}

async function sendAgain(request: Request): Promise<Response | null> {
  const copy = copies.get(request)
  return copy && (await tellSessionEnd()) ? fetch(withToken(copy)) : null
}

const asOurPage: Middleware = {
  onRequest({ request }) {
    withToken(request)
    copies.set(request, request.clone())
    return request
  },
  async onResponse({ request, response }) {
    if (response.ok) return undefined
    const again = response.status === 401 && !request.url.endsWith('/api/v1/session') ? await sendAgain(request) : null
    if (again?.ok) return again
    throw await readProblem(again ?? response)
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === 'AbortError') return error
    return error instanceof ApiProblem ? error : new ApiProblem({ status: 0, title: 'unreachable', detail: 'the server does not answer' })
  },
}

const origin = typeof location === 'undefined' ? '' : location.origin

// fetch is looked up at each call, so that tests can put their own in its place.
export const api = createClient<paths>({
  baseUrl: origin,
  fetch: (request) => (request.method === 'GET' && takeEarly(request.url.slice(origin.length))) || fetch(request),
})
api.use(asOurPage)

/** The answer of a request alone; what was refused has been thrown as ApiProblem. */
export async function ask<T extends Record<string | number, unknown>, O, M extends `${string}/${string}`>(
  request: Promise<FetchResponse<T, O, M>>,
): Promise<NonNullable<FetchResponse<T, O, M>['data']>> {
  const { data } = await request
  return data as NonNullable<FetchResponse<T, O, M>['data']>
}
