/* How sales lie over the customers: the curve, and under the cursor what it says. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { ChartCard } from '@/ui/chart/ChartCard'
import { paretoChart } from '@/ui/chart/paretoChart'
import { classesOf, classOfRow, curveOf } from './classes'
import { whoOf, type Overview } from './overview'

const IN_TABLE = 20

export function ParetoCard({ overview }: { overview: Overview }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const { pareto, by } = overview
  const rows = pareto.points
  const spec = useMemo(
    () => paretoChart(curveOf(rows), classesOf(rows), { percent: (value) => format.percent(value, 0), mark: 0.8 }),
    [rows, format],
  )
  const sayPoint = (index: number) => {
    const row = rows[index]
    if (!row) return ''
    const shares = { share: format.percent(row.share_of_rows), sales: format.percent(row.cumulative) }
    const first = t(`pareto.cursor_${by}`, { count: row.rank, n: format.number(row.rank), ...shares })
    return `${first} ${t(`pareto.last_${by}`, { name: whoOf(row).name, amount: format.money(row.net), class: classOfRow(rows, index) })}`
  }
  const table = {
    columns: [
      { label: t('columns.rank'), number: true },
      { label: t(`columns.${by}`) },
      { label: t('columns.net'), number: true },
      { label: t('columns.cumulative'), number: true },
      { label: t('columns.class') },
    ],
    rows: rows.slice(0, IN_TABLE).map((row, index) => ({
      cells: [
        format.number(row.rank),
        whoOf(row).name ?? '',
        format.money(row.net),
        format.percent(row.cumulative),
        classOfRow(rows, index),
      ],
    })),
  }

  return (
    <ChartCard
      title={t('pareto.title')}
      sentence={t('pareto.hint')}
      isHint
      spec={spec}
      table={table}
      sayPoint={sayPoint}
      source={pareto.source}
      formula={t('formula.pareto')}
      height={280}
    />
  )
}
