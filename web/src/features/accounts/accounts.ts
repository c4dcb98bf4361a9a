/* The rows of the table of accounts: what the API is asked, and what is remembered of its answers. */
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { type Schemas } from '@/api/client'
import { recordKeys } from '@/api/records'
import { send, type Query } from '@/api/send'
import { type Money } from '@/i18n/format'
import { usePages } from '@/ui/table/rows/useRows'
import { type RowSource } from '@/ui/table/types'

/** A row with what the table of records knows accounts by, so that a manager can be changed in its place. */
export type AccountRow = Schemas['figures_row'] & { id: string; name: string; owner_id: string | null }
export type AccountsHead = Omit<Schemas['sales_accounts'], 'items'>

const PATH = '/api/v1/sales/accounts'
const ASKED_AGAIN_MS = 3000

/** Sums of several currencies have none: they are no money. */
export const moneyOf = (value: Schemas['money'] | null | undefined): Money | null =>
  value?.currency ? { amount: value.amount, currency: value.currency } : null

/* Below the key of accounts: whatever changes an account asks for these rows anew. */
const keyOf = (query: Query) => [...recordKeys.type('account'), 'sales', query] as const

export function rowOf(row: Schemas['figures_row']): AccountRow {
  const who = row.account ?? row.group
  return { ...row, id: who?.id ?? '', name: who?.name ?? who?.number ?? '', owner_id: row.manager?.id ?? null }
}

export async function loadAccounts(query: Query, signal?: AbortSignal) {
  const { data } = await send<Schemas['sales_accounts']>('GET', PATH, { query, signal })
  return { ...data, items: data.items.map(rowOf) }
}

export function useAccountRows(query: Query): RowSource<AccountRow> {
  return usePages<AccountRow>({
    queryKey: keyOf(query),
    sequential: false,
    size: 200,
    ahead: 600,
    load: async ({ offset, limit }, signal) => {
      const { items, next, total } = await loadAccounts({ ...query, offset, limit }, signal)
      return { items, next: next === null ? null : String(next), total }
    },
  })
}

const headQuery = (query: Query) =>
  queryOptions({
    queryKey: [...keyOf(query), 'head'],
    queryFn: ({ signal }): Promise<AccountsHead> => loadAccounts({ ...query, limit: 1 }, signal),
    placeholderData: keepPreviousData,
    // Forecasts are worked out beside the requests: they come by themselves.
    refetchInterval: ({ state }) => (state.data?.figures_ready === false ? ASKED_AGAIN_MS : false),
  })

/** What holds for all rows: period, currency, sums. When the last figures are there the rows come anew. */
export function useAccountsHead(query: Query): AccountsHead | undefined {
  const cache = useQueryClient()
  const { data } = useQuery(headQuery(query))
  const wasWaiting = useRef(false)

  useEffect(() => {
    if (data?.figures_ready && wasWaiting.current) void cache.invalidateQueries({ queryKey: [...recordKeys.type('account'), 'sales'] })
    wasWaiting.current = data?.figures_ready === false
  }, [cache, data?.figures_ready])
  return data
}

/** All rows of a question, for a file or a map; at most so many. */
export async function loadAllAccounts(query: Query, most: number, signal?: AbortSignal): Promise<AccountRow[]> {
  const rows: AccountRow[] = []
  let offset: number | null = 0
  while (offset !== null && rows.length < most) {
    const page: Awaited<ReturnType<typeof loadAccounts>> = await loadAccounts({ ...query, offset, limit: 500 }, signal)
    rows.push(...page.items)
    offset = page.next
  }
  return rows.slice(0, most)
}
