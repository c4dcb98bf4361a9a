/* What a board shows: a column a state, each with its first records and how many there are. */
import { useQueries } from '@tanstack/react-query'
import { selectWithNames } from '@/api/names'
import { fieldOf, listRecords, recordKeys, type KamRecord, type RecordType } from '@/api/records'
import type { Query } from '@/api/send'
import { useSession } from '@/api/session'

/* A column with more is a list, and says so. */
const SHOWN = 50

export interface Column {
  state: string
  records: KamRecord[]
  total: number
}

/* What is due first stands on top; without a day, what is oldest. */
const orderOf = (type: RecordType) => (fieldOf(type, 'due_on') ? 'due_on.asc,id.asc' : 'id.asc')

export function useBoard(type: RecordType, query: Query) {
  const session = useSession()
  const state = type.state ?? ''
  const states = fieldOf(type, state)?.choices ?? []
  const queries = states.map(({ value }) => {
    const asked = { ...query, [state]: `eq.${value}`, select: selectWithNames(type, session), order: orderOf(type), limit: SHOWN }
    return { queryKey: [...recordKeys.list(type.name, asked), 'counted'], queryFn: () => listRecords(type.name, asked, { count: true }) }
  })

  return useQueries({
    queries,
    combine: (results) => ({
      isPending: results.some(({ isPending }) => isPending),
      error: results.find(({ error }) => error)?.error ?? null,
      columns: results.map(
        ({ data }, i): Column => ({
          state: states[i]?.value ?? '',
          records: data?.items ?? [],
          total: data?.total ?? data?.items.length ?? 0,
        }),
      ),
    }),
  })
}
