/* The table of a type of record: its list as the address says it. */
import { useTranslation } from 'react-i18next'
import { useMemo } from 'react'
import { fieldOf, placeOf, recordKeys, titleOf, type KamRecord, type RecordType } from '@/api/records'
import { useQueryClient } from '@tanstack/react-query'
import { useSession } from '@/api/session'
import { useUrlSearch } from '../url'
import { columnsOfType, selectOf } from './columns'
import { DataTable } from './DataTable'
import { GROUPS, readOrder, writeOrder } from './filter/grammar'
import { useRecordRows } from './rows/useRows'
import { useArrangement } from './useArrangement'

export function RecordTable({ type, label }: { type: RecordType; label: string }) {
  const { i18n } = useTranslation()
  const session = useSession()
  const cache = useQueryClient()
  const [search, change] = useUrlSearch()
  const columns = useMemo(() => columnsOfType(type, session, i18n.language), [type, session, i18n.language])
  const arrangement = useArrangement<KamRecord>(type.name, columns)
  const filters = Object.fromEntries(
    Object.entries(search).filter(([name]) => name === 'q' || (GROUPS as readonly string[]).includes(name) || fieldOf(type, name)),
  )
  const order = [search.order].flat()[0]
  const source = useRecordRows(type.name, { ...filters, order, select: selectOf(type, arrangement.shown) })

  return (
    <DataTable<KamRecord>
      label={label}
      source={source}
      arrangement={arrangement}
      rowKey={(record) => record.id}
      rowTitle={(record) => titleOf(type, record)}
      rowLink={(record) => placeOf(type.name, record.id)}
      sorts={readOrder(order)}
      onSort={(sorts) => change({ order: writeOrder(sorts) })}
      retry={() => void cache.invalidateQueries({ queryKey: recordKeys.type(type.name) })}
    />
  )
}
