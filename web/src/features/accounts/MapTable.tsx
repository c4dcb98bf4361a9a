/* The map as a table: the same accounts, the same figures, the largest first. */
import { Anchor } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { DataTable } from '@/ui/table/DataTable'
import { useArrayRows } from '@/ui/table/rows/useRows'
import { type Column } from '@/ui/table/types'
import { fixedArrangement } from '@/ui/table/useArrangement'
import { type Located } from './map'

interface MapTableProps {
  points: readonly Located[]
  currency: string
  onOpen(id: string): void
}

export function MapTable({ points, currency, onOpen }: MapTableProps) {
  const { t } = useTranslation('accounts')
  const rows = useMemo(() => [...points].sort((a, b) => b.net - a.net), [points])
  const columns = useMemo(
    (): Column<Located>[] => [
      {
        id: 'name',
        label: t('columns.name'),
        kind: 'text',
        value: ({ name }) => name,
        width: 300,
        card: 'title',
        render: ({ id, name }) => (
          <Anchor component="button" type="button" size="sm" tabIndex={-1} onClick={() => onOpen(id)}>
            {name}
          </Anchor>
        ),
      },
      { id: 'net', label: t('columns.net'), kind: 'money', unit: currency, value: ({ net }) => net, card: 'figure' },
      { id: 'attractive', label: t('map.attractive'), kind: 'percent', digits: 0, value: ({ attractive }) => attractive },
      { id: 'expected', label: t('map.expected'), kind: 'money', unit: currency, value: ({ expected }) => expected, width: 200 },
    ],
    [t, currency, onOpen],
  )
  const source = useArrayRows(rows)

  return (
    <DataTable<Located>
      label={t('map.title')}
      source={source}
      arrangement={fixedArrangement(columns)}
      rowKey={({ id }) => id}
      rowTitle={({ name }) => name}
      onOpen={({ id }) => onOpen(id)}
    />
  )
}
