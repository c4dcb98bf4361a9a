/* The one place that speaks to the server: cookies, the token of changes, versions, problems, the end of a session. */
import { takeEarly } from './early'
import { ApiProblem, readProblem } from './problem'
import { writeQuery, type Query } from './query'

export { writeQuery, type Query }

export interface SendOptions {
  query?: Query
  body?: unknown
  /** Sent as it is, such as a file. */
  raw?: Blob
  /** If-Match: the version that the change was made on. */
  version?: number | '*'
  headers?: Record<string, string>
  signal?: AbortSignal
}

export interface Answer<T> {
  data: T
  headers: Headers
  status: number
}

const CHANGES = new Set(['POST', 'PATCH', 'PUT', 'DELETE'])

/* The token that proves that a change comes from this page; it comes with the session. */
let changeToken: string | null = null

/* Told when a session has ended; true: somebody has signed in again, so what was refused may be sent once more. */
type EndListener = () => unknown
const ended = new Set<EndListener>()

export const setChangeToken = (token: string | null) => {
  changeToken = token
}
export const getChangeToken = () => changeToken

/** Call `listener` when an answer says that nobody is signed in any more; returns what takes it out again. */
export function onSessionEnd(listener: EndListener) {
  ended.add(listener)
  return () => {
    ended.delete(listener)
  }
}
/** Resolved when the listeners are done: whether the same person is signed in again. */
export const tellSessionEnd = async (): Promise<boolean> =>
  (await Promise.all([...ended].map((listener) => listener()))).some((again) => again === true)

export function headersOf(method: string, options: SendOptions): Headers {
  const headers = new Headers(options.headers)
  if (options.body !== undefined) headers.set('Content-Type', 'application/json')
  if (options.version !== undefined) headers.set('If-Match', options.version === '*' ? '*' : `"${options.version}"`)
  if (CHANGES.has(method) && changeToken) headers.set('X-Kamen-Token', changeToken)
  return headers
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await ((init.method === 'GET' && takeEarly(path)) || fetch(path, init))
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiProblem({ status: 0, title: 'unreachable', detail: 'the server does not answer' })
  }
}

const SESSION = '/api/v1/session'

const request = (method: string, path: string, options: SendOptions) =>
  reach(path + writeQuery(options.query), {
    method,
    headers: headersOf(method, options),
    body: options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body)),
    signal: options.signal,
    credentials: 'same-origin',
  })

/** Send a request and read its JSON; whatever was refused is thrown as ApiProblem. When the session has ended, it waits until the same
 * person has signed in again, and is sent once more. */
export async function send<T>(method: string, path: string, options: SendOptions = {}): Promise<Answer<T>> {
  let response = await request(method, path, options)
  if (response.status === 401 && path !== SESSION && (await tellSessionEnd())) response = await request(method, path, options)
  if (!response.ok) throw await readProblem(response)
  const text = await response.text()
  return { data: (text === '' ? undefined : JSON.parse(text)) as T, headers: response.headers, status: response.status }
}

export interface PlainAnswer {
  status: number
  headers: Headers
  text: string
  /** How long it took. */
  ms: number
}

/** Send a request and give whatever comes back, refused or not: for those who look at the API itself. */
export async function sendAsIs(method: string, path: string, options: { headers?: Record<string, string>; text?: string } = {}) {
  const began = performance.now()
  const response = await reach(path, {
    method,
    headers: headersOf(method, { headers: options.headers }),
    body: options.text,
    credentials: 'same-origin',
  })
  const text = await response.text()
  const ms = Math.round(performance.now() - began)
  return { status: response.status, headers: response.headers, text, ms } satisfies PlainAnswer
}
