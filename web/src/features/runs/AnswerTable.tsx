/* The items of an answer side by side. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { DataTable } from '@/ui/table/DataTable'
import { useArrayRows } from '@/ui/table/rows/useRows'
import { type Column } from '@/ui/table/types'
import { fixedArrangement } from '@/ui/table/useArrangement'
import { tableOf, type Item, type Shown } from './columns'
import type { WholeRun } from './runs'

const titleOf = (item: Item) => String(item.name ?? item.number ?? '')

export function AnswerTable({ run }: { run: WholeRun }) {
  const { t } = useTranslation('runs')
  const { items, columns: shown } = useMemo(() => tableOf(run.analysis, run.answer), [run])
  const columns = useMemo(
    () =>
      shown.map(
        ({ name, kind, digits }: Shown): Column<Item> => ({
          id: name,
          label: t(`columns.${name}`),
          kind,
          digits,
          value: (item) => (name === 'name' ? titleOf(item) : item[name]),
          width: name === 'name' ? 300 : undefined,
          card: name === 'name' ? 'title' : kind === 'money' ? 'figure' : 'detail',
        }),
      ),
    [shown, t],
  )
  const source = useArrayRows(items)

  return (
    <DataTable<Item>
      label={t('answer')}
      source={source}
      arrangement={fixedArrangement(columns)}
      rowKey={(item) => String(item.id ?? titleOf(item))}
      rowTitle={titleOf}
    />
  )
}
