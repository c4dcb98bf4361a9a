/* What the API says of how sales and profit lie over the customers: the figures of the whole, and a row of each customer or group. */
import { send, type Query } from '@/api/send'
import type { Money } from '@/i18n/format'
import type { InCurrency } from '@/ui/figure/currency'
import type { Source } from '@/ui/figure/source'

export interface Spread {
  rows_for_80: number | null
  share_of_rows_for_80: number | null
  share_of_top_20_percent: number | null
  top_1: number | null
  top_5: number | null
  top_10: number | null
  hhi: number | null
  gini: number | null
}

export type Headline = Spread & { rows: number; rows_with_sales: number; net: Money | null; source: Source }

export type Profit = Spread & {
  rows: number
  rows_with_profit: number
  margin: Money | null
  margin_rate: number | null
  cost_known: number | null
  rows_losing: number
  lost: Money | null
  source: Source
}

export type Year = Spread & { year: number; whole: boolean; rows: number; net: Money | null }

export interface Whole extends InCurrency {
  period: { name: string; from: string | null; to: string | null }
  basis: { name: string }
  as_of: string | null
  headline: Headline
  /** Absent for who may not see margins, null where no cost is known. */
  profit?: Profit | null
  concentration: { years: Year[]; source: Source }
}

interface Named {
  id: string
  name: string | null
  number: string | null
}

export interface Row {
  account?: Named
  group?: Named
  region: string | null
  manager: { id: string; name: string } | null
  members?: number
  net: Money | null
  before: Money | null
  margin?: Money | null
  /** The chance that it still buys; null while it is being worked out, or where nothing can be said. */
  alive: number | null
  opens_to: string
}

interface RowsPage {
  total: number
  items: Row[]
  pending: string[]
  sum: { net: Money | null; margin?: Money | null }
  source: Source
}

/** All rows, and what they are together. */
export interface Rows {
  holders: Holder[]
  net: Money | null
  margin: Money | null
  /** Chances of still buying are being worked out. */
  isPending: boolean
  source: Source
}

/** A customer or a group, with numbers to reckon with. */
export interface Holder {
  id: string
  name: string
  net: number
  /** null where the reader may not see it, or no cost is known. */
  margin: number | null
  alive: number | null
  members: number
  manager: string | null
  opens_to: string
}

export const numberOf = (money: Money | null | undefined): number | null => (money ? Number(money.amount) : null)

export function holderOf(row: Row): Holder {
  const who = (row.account ?? row.group) as Named
  return {
    id: who.id,
    name: who.name || who.number || who.id,
    net: numberOf(row.net) ?? 0,
    margin: numberOf(row.margin),
    alive: row.alive,
    members: row.members ?? 1,
    manager: row.manager?.name ?? null,
    opens_to: row.opens_to,
  }
}

const PAGE = 500
/* More than that no table of names is for. */
const MOST_PAGES = 40

export const wholeKey = (query: Query) => ['concentration', 'whole', query] as const
export const rowsKey = (query: Query) => ['concentration', 'rows', query] as const

export const loadWhole = async (query: Query) => (await send<Whole>('GET', '/api/v1/sales/overview', { query })).data

const loadPage = async (query: Query, page: number) =>
  (await send<RowsPage>('GET', '/api/v1/sales/accounts', { query: { ...query, months: 1, limit: PAGE, offset: page * PAGE } })).data

/** The rows of all customers, the largest first: the pages behind the first at once. */
export async function loadRows(query: Query): Promise<Rows> {
  const first = await loadPage(query, 0)
  const pages = Math.min(MOST_PAGES, Math.ceil(first.total / PAGE))
  const rest = await Promise.all(Array.from({ length: Math.max(0, pages - 1) }, (_, at) => loadPage(query, at + 1)))
  return {
    holders: [first, ...rest].flatMap(({ items }) => items).map(holderOf),
    net: first.sum.net,
    margin: first.sum.margin ?? null,
    isPending: first.pending.includes('alive'),
    source: first.source,
  }
}

/** The products of one holder, those that cost most first: what of it erodes. */
export interface ProductSum {
  product: { id: string; number: string; name: string } | null
  net: Money
  margin?: Money | null
  margin_rate?: number | null
  opens_to: string
}

/** The filter of lines that a row opens to, as a filter of sums: '/api/v1/sales/lines?account=1&from=...'. */
export const filterOfLines = (opensTo: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(opensTo.split('?')[1] ?? ''))

export const loadProducts = async (opensTo: string, currency: string | undefined) =>
  (
    await send<{ items: ProductSum[] }>('GET', '/api/v1/sales/sums', {
      query: { ...filterOfLines(opensTo), currency, group_by: 'product', order: 'margin.asc', limit: 8 },
    })
  ).data.items
