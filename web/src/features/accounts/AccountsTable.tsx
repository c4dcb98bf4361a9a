/* The list of accounts with their figures: filters, views, order, columns, marked rows. */
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldOf, getRecord, recordKeys, recordType } from '@/api/records'
import { type Query } from '@/api/send'
import { mayDo, maySee, mayWrite, useSession } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { hrefOfRow } from '@/ui/figure/rows'
import { useRecordChange } from '@/ui/record/change'
import { showProblem } from '@/ui/record/notices'
import { Empty } from '@/ui/states/States'
import { BulkBar } from '@/ui/table/bulk/BulkBar'
import { columnsOfType } from '@/ui/table/columns'
import { ColumnsMenu } from '@/ui/table/ColumnsMenu'
import { DataTable } from '@/ui/table/DataTable'
import { ExportMenu } from '@/ui/table/ExportMenu'
import { FilterBar } from '@/ui/table/filter/FilterBar'
import { readOrder, writeOrder } from '@/ui/table/filter/grammar'
import { useFilters } from '@/ui/table/filter/useFilters'
import { Toolbar } from '@/ui/table/Toolbar'
import { type Column, type RowSource } from '@/ui/table/types'
import { useArrangement } from '@/ui/table/useArrangement'
import { useSelection } from '@/ui/table/useSelection'
import { useViews } from '@/ui/table/views/useViews'
import { ViewsMenu } from '@/ui/table/views/ViewsMenu'
import { useUrlSearch } from '@/ui/url'
import { loadAllAccounts, type AccountRow, type AccountsHead } from './accounts'
import { accountColumns } from './columns'
import { accountFilters, accountsCodec, FILTER_PARAMETERS } from './filters'

interface AccountsTableProps {
  query: Query
  head: AccountsHead | undefined
  source: RowSource<AccountRow>
  peek: string
  onPeek(row: AccountRow): void
}

const FORMATS = ['xlsx', 'csv'] as const
const LIST_MEMBERS = new Set([...FILTER_PARAMETERS, 'by', 'period'])
const isListMember = (name: string) => LIST_MEMBERS.has(name)
const account = recordType('account')

/* A manager is changed on the account itself, whose version the table does not know. */
function useManagerEdit() {
  const { t } = useTranslation('accounts')
  const change = useRecordChange('account')

  return async (row: AccountRow, column: Column<AccountRow>, value: unknown) => {
    if (column.id !== 'manager') return
    try {
      await change.patch(await getRecord('account', row.id), { owner_id: value })
    } catch (error) {
      showProblem(t('not_saved', { name: row.name }), error)
    }
  }
}

function useColumns(head: AccountsHead | undefined, onPeek: (row: AccountRow) => void): Column<AccountRow>[] {
  const { t } = useTranslation('accounts')
  const format = useFormat()
  const session = useSession()
  const owner = fieldOf(account, 'owner_id')
  const mayChange = owner && mayDo(session, account.write) && mayWrite(session, owner.class)
  const [currency, byGroup] = [head?.currency ?? null, head?.by === 'group']

  return useMemo(
    () =>
      accountColumns({
        t,
        format,
        currency,
        byGroup,
        withMargin: maySee(session, 'margin'),
        owner: mayChange ? owner : undefined,
        onPeek,
      }),
    [t, format, currency, byGroup, session, mayChange, owner, onPeek],
  )
}

/* Before the first file there is nobody to list. */
function NoAccounts() {
  const { t } = useTranslation('accounts')
  const mayImport = mayDo(useSession(), 'import')
  const toImport = (
    <Button component={Link} to="/import">
      {t('empty.import')}
    </Button>
  )

  return (
    <Empty title={t('empty.title')} actions={mayImport && toImport}>
      {t(mayImport ? 'empty.why' : 'empty.why_others')}
    </Empty>
  )
}

export function AccountsTable({ query, head, source, peek, onPeek }: AccountsTableProps) {
  const { t, i18n } = useTranslation('accounts')
  const session = useSession()
  const cache = useQueryClient()
  const [search, change] = useUrlSearch()
  const fields = useMemo(() => accountFilters(i18n.language, head?.currency ?? null), [i18n.language, head?.currency])
  const filters = useFilters(accountsCodec)
  const views = useViews('sales_account', isListMember)
  const arrangement = useArrangement('sales_account', useColumns(head, onPeek))
  const selection = useSelection()
  const onEdit = useManagerEdit()
  const byGroup = query.by === 'group'
  const mayChange = !byGroup && mayDo(session, account.write)
  const editable = useMemo(
    () => columnsOfType(account, session, i18n.language).flatMap(({ edit }) => edit ?? []),
    [session, i18n.language],
  )
  const order = [search.order].flat()[0]
  const pickAll = useCallback(
    () => void loadAllAccounts(query, 1000).then((rows) => selection.set(rows.map(({ id }) => id))),
    [query, selection],
  )

  return (
    <>
      <Toolbar
        views={<ViewsMenu views={views} />}
        filters={<FilterBar filters={filters} fields={fields} />}
        tools={
          <>
            <ColumnsMenu arrangement={arrangement} />
            <ExportMenu
              path="/api/v1/sales/accounts/export"
              query={{ ...query, columns: arrangement.shown.map(({ id }) => id).join(',') }}
              formats={FORMATS}
            />
          </>
        }
        marked={
          selection.keys.size > 0 && mayChange ? (
            <BulkBar
              type="account"
              selection={selection}
              fields={[...editable].sort((a, b) => Number(b.name === 'owner_id') - Number(a.name === 'owner_id'))}
              mayDelete
            />
          ) : null
        }
      />
      <DataTable<AccountRow>
        label={t('title')}
        source={source}
        arrangement={arrangement}
        rowKey={(row) => row.id}
        rowTitle={(row) => row.name}
        rowLink={(row) => hrefOfRow(row.id, row.members, search)}
        onOpen={onPeek}
        currentKey={peek}
        sorts={order ? readOrder(order) : [{ id: 'net', desc: true }]}
        onSort={(sorts) => change({ order: writeOrder(sorts) })}
        selection={mayChange ? selection : undefined}
        onPickAll={pickAll}
        onEdit={onEdit}
        empty={filters.isAny || !head || head.as_of !== null ? undefined : <NoAccounts />}
        retry={() => void cache.invalidateQueries({ queryKey: recordKeys.type('account') })}
      />
    </>
  )
}
