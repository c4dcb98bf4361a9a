/* Records that belong to an account, with the names of what they refer to. */
import { useQuery } from '@tanstack/react-query'
import { selectWithNames } from '@/api/names'
import { listRecords, recordKeys, recordType, type KamRecord } from '@/api/records'
import type { Query } from '@/api/send'
import { mayDo, useSession } from '@/api/session'

/* An account with more of one kind has a list page for them. */
const SHOWN = 200

export function useRelated(type: string, account: string, query: Query = {}) {
  const session = useSession()
  const asked = { account_id: `eq.${account}`, select: selectWithNames(recordType(type), session), limit: SHOWN, ...query }
  const { data, ...state } = useQuery({ queryKey: recordKeys.list(type, asked), queryFn: () => listRecords(type, asked) })

  return { ...state, records: data?.items ?? ([] as KamRecord[]), isCut: Boolean(data?.next) }
}

export const useMayWrite = (type: string): boolean => mayDo(useSession(), recordType(type).write)
