/* The table of a type of record with all that belongs to it: views, search, filters, columns, export, edits in place and of many rows. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { placeOf, recordKeys, titleOf, type KamRecord, type RecordType } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { useUrlSearch, type Search } from '../url'
import { BulkBar } from './bulk/BulkBar'
import { idsOfList } from './bulk/rows'
import { columnsOfType, defaultOrder, selectOf } from './columns'
import { ColumnsMenu } from './ColumnsMenu'
import { DataTable } from './DataTable'
import { useCellEdit } from './edit/useCellEdit'
import { ExportMenu } from './ExportMenu'
import { FilterBar } from './filter/FilterBar'
import { readOrder, writeOrder } from './filter/grammar'
import { grammarCodec, useFilters } from './filter/useFilters'
import { filterFieldsOf } from './filter/words'
import { useRecordRows } from './rows/useRows'
import { Toolbar } from './Toolbar'
import { useArrangement } from './useArrangement'
import { useSelection } from './useSelection'
import { listPart } from './views/query'
import { useViews } from './views/useViews'
import { ViewsMenu } from './views/ViewsMenu'

interface RecordTableProps {
  type: RecordType
  label: string
  /** Instead of the words for an empty list where nothing is filtered. */
  empty?: ReactNode
}

export function RecordTable({ type, label, empty }: RecordTableProps) {
  const { i18n } = useTranslation()
  const session = useSession()
  const cache = useQueryClient()
  const [search, change] = useUrlSearch()
  const fields = useMemo(() => filterFieldsOf(type, session, i18n.language), [type, session, i18n.language])
  const isField = useCallback((name: string) => fields.some(({ id }) => id === name), [fields])
  const filters = useFilters(useMemo(() => grammarCodec(isField), [isField]))
  const views = useViews(type.name, isField)
  const columns = useMemo(() => columnsOfType(type, session, i18n.language), [type, session, i18n.language])
  const arrangement = useArrangement<KamRecord>(type.name, columns)
  const selection = useSelection()
  const list = listPart(search, isField)
  const order = [list.order].flat()[0] ?? defaultOrder(type)
  const filter: Search = { ...list, order: undefined, select: undefined }
  const source = useRecordRows(type.name, { ...filter, order, select: selectOf(type, arrangement.shown) })
  const onEdit = useCellEdit(type)
  const editable = columns.flatMap(({ edit }) => edit ?? [])
  const mayWrite = mayDo(session, type.write)

  return (
    <>
      <Toolbar
        views={<ViewsMenu views={views} />}
        filters={<FilterBar filters={filters} fields={fields} />}
        tools={
          <>
            <ColumnsMenu arrangement={arrangement} />
            <ExportMenu
              path={`/api/v1/${type.plural}/export`}
              query={{ ...filter, order, select: arrangement.shown.map(({ id }) => id).join(',') }}
            />
          </>
        }
        marked={
          selection.keys.size > 0 ? <BulkBar type={type.name} selection={selection} fields={editable} mayDelete={mayWrite} /> : null
        }
      />
      <DataTable<KamRecord>
        label={label}
        source={source}
        arrangement={arrangement}
        rowKey={(record) => record.id}
        rowTitle={(record) => titleOf(type, record)}
        rowLink={(record) => placeOf(type.name, record.id)}
        sorts={readOrder(order)}
        onSort={(sorts) => change({ order: writeOrder(sorts) })}
        selection={mayWrite ? selection : undefined}
        onPickAll={() => void idsOfList(type.name, { ...filter, order }).then(selection.set)}
        onEdit={onEdit}
        empty={filters.isAny ? undefined : empty}
        retry={() => void cache.invalidateQueries({ queryKey: recordKeys.type(type.name) })}
      />
    </>
  )
}
