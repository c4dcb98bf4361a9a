/* What was decided of accounts: the last decision of each. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { listRecords, recordKeys, recordType, type KamRecord } from '@/api/records'
import { mayDo, maySee, useSession } from '@/api/session'

export interface Decision {
  id: string
  /** The code of the tier; null for a decision to have none. */
  tier: string | null
  decided_on: string
}

const LIST = { order: 'decided_on.desc,created_at.desc', limit: 500, select: 'id,account_id,decided_on,tier_id,tier(id,code)' }

export function lastDecisions(items: readonly KamRecord[]): Map<string, Decision> {
  const last = new Map<string, Decision>()
  for (const item of items) {
    const account = String(item.account_id)
    if (last.has(account)) continue
    const tier = (item.tier as { code?: string } | null)?.code ?? null
    last.set(account, { id: item.id, tier, decided_on: String(item.decided_on) })
  }
  return last
}

export function useDecisions(): Map<string, Decision> {
  const session = useSession()
  const { data } = useQuery({
    queryKey: recordKeys.list('tier_decision', LIST),
    queryFn: () => listRecords('tier_decision', LIST),
    enabled: maySee(session, 'strategy'),
  })
  return useMemo(() => lastDecisions(data?.items ?? []), [data])
}

export const useMayDecide = () => mayDo(useSession(), recordType('tier_decision').write)
