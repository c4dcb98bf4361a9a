/* What signing in asks of the server, and where people wanted to go. */
import { queryOptions } from '@tanstack/react-query'
import { api, ask } from '@/api/client'
import { send } from '@/api/send'
import type { Session } from '@/api/session'

export interface Step {
  state: 'signed_in' | 'needs_code'
  ticket: string | null
  session: Session | null
}

export type Use = 'set-up' | 'reset'

export const signIn = async (body: Record<string, string>) => (await send<Step>('POST', '/api/v1/session', { body })).data

export const choosePassword = async (use: Use, secret: string, password: string) => {
  await send('POST', `/api/v1/links/${use}`, { body: { secret, password } })
}

export const welcomeQuery = queryOptions({
  queryKey: ['welcome'],
  queryFn: () => ask(api.GET('/api/v1/welcome')),
  staleTime: Infinity,
})

/** The one-time link that an address is, such as /set-up/SECRET. */
export function linkOf(path: string): { use: Use; secret: string } | null {
  const found = /^\/(set-up|reset)\/([^/]+)\/?$/.exec(path)
  return found?.[1] && found[2] ? { use: found[1] as Use, secret: decodeURIComponent(found[2]) } : null
}

/* The identity provider sends everybody to the first page; this one remembers where they wanted to go. */
const WANTED = 'kamen-wanted'

export function goToProvider() {
  sessionStorage.setItem(WANTED, location.pathname + location.search)
  location.assign('/api/v1/sign-in/oidc')
}

const REFUSALS = ['again', 'provider', 'unverified', 'unknown', 'off', 'wait']

/** Why the identity provider's way in was refused, as the address says it; '' when it says nothing that we know. */
export function refusalIn(search: string): string {
  const word = new URLSearchParams(search).get('refused') ?? ''
  return REFUSALS.includes(word) ? `provider_refused.${word}` : ''
}

/** Where somebody wanted to go before the provider; only once, and only from the first page. */
export function takeWanted(): string | null {
  const wanted = sessionStorage.getItem(WANTED)
  sessionStorage.removeItem(WANTED)
  return wanted && location.pathname === '/' && wanted.startsWith('/') && !wanted.startsWith('//') ? wanted : null
}
