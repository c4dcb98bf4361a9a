/* Which currency figures are shown in: the address says it as `currency`, and this tab remembers it from page to page, since links between
 * pages do not carry it. Without a word it is the firm's own. */
import type { Query } from '@/api/query'
import type { Search } from '@/ui/url'
import { periodQuery } from './period'

const STORED_AS = 'kamen-currency'
const CODE = /^[A-Z]{3}$/

/** What an answer about figures says of its currency. */
export interface InCurrency {
  currency: string | null
  /** That it can be had in, the firm's own first. */
  currencies: readonly string[]
}

const codeOf = (text: string | null | undefined): string | undefined => (text && CODE.test(text) ? text : undefined)

const remembered = () => codeOf(sessionStorage.getItem(STORED_AS))

export function remember(currency: string | undefined) {
  if (currency) sessionStorage.setItem(STORED_AS, currency)
  else sessionStorage.removeItem(STORED_AS)
}

/** Of an address; undefined is the firm's own, unless the tab remembers another. */
export const currencyOf = (search: Search): string | undefined => codeOf([search.currency].flat()[0]) ?? remembered()

/** What the API is asked for by an address: which days, in which currency. */
export const figuresQuery = (search: Search): Query => ({ ...periodQuery(search), currency: currencyOf(search) })
