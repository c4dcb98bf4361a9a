/* The figures of one account, as the quick view shows them. */
import { useQuery } from '@tanstack/react-query'
import { api, ask, type Schemas } from '@/api/client'
import { recordKeys } from '@/api/records'
import { useCurrency } from '@/ui/figure/useCurrency'

export type AccountFigures = Schemas['account_figures']

const MONTHS = 24

/** `rows` as of a row of accounts or groups: of a group it says what all companies of it are (ui/figure/rows.ts). */
export function useAccountFigures(id: string, rows: Record<string, string> = {}) {
  const query = { ...rows, months: MONTHS, limit: 1, currency: useCurrency() }
  return useQuery({
    queryKey: [...recordKeys.one('account', id), 'figures', query],
    queryFn: () => ask(api.GET('/api/v1/accounts/{id}/figures', { params: { path: { id }, query } })),
  })
}
