/* How sales, or profit, lie over the customers: the curve, and under the cursor what it says. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { ChartCard } from '@/ui/chart/ChartCard'
import { paretoChart } from '@/ui/chart/paretoChart'
import type { Source } from '@/ui/figure/source'
import { useUrlSearch } from '@/ui/url'
import type { Rows } from './concentration'
import { byOf } from './place'
import { curveOf, type CurvePoint } from './reckon'
import { useMeasure } from './useMeasure'

/* As everywhere: A makes 80% together, B goes on to 95%, C is the rest. */
const CUTS: readonly [string, number][] = [
  ['A', 0.8],
  ['B', 0.95],
  ['C', 1],
]
const IN_TABLE = 50

export const classAreas = (curve: readonly CurvePoint[]) =>
  CUTS.map(([name, cut]) => ({ name, until: curve.find(({ cumulative }) => cumulative >= cut - 1e-9)?.of_holders ?? 1 }))

export function ParetoCard({ rows, source }: { rows: Rows; source: Source }) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const [search] = useUrlSearch()
  const [by, of] = [byOf(search), useMeasure()]
  const curve = useMemo(() => curveOf(rows.holders, of), [rows, of])
  const spec = useMemo(() => {
    const points = curve.map(({ of_holders, cumulative }) => ({ customers: of_holders, sales: cumulative }))
    return paretoChart(points, classAreas(curve), { percent: (value) => format.percent(value, 0), mark: 0.8 })
  }, [curve, format])
  const currency = rows.net?.currency ?? null
  const money = (value: number) => format.money({ amount: String(value), currency })
  const sayPoint = (index: number) => {
    const point = curve[index]
    if (!point) return ''
    const words = { n: format.number(point.rank), share: format.percent(point.of_holders), part: format.percent(point.cumulative) }
    const first = t(`pareto.cursor_${by}`, { count: point.rank, what: t(`of.${of}`), ...words })
    return `${first} ${t(`pareto.last_${by}`, { name: point.holder.name, amount: money(point.value) })}`
  }
  const table = {
    columns: [
      { label: t('columns.rank'), number: true },
      { label: t(`columns.${by}`) },
      { label: t(`columns.${of}`), number: true },
      { label: t('columns.share_together'), number: true },
    ],
    rows: curve.slice(0, IN_TABLE).map((point) => ({
      cells: [format.number(point.rank), point.holder.name, money(point.value), format.percent(point.cumulative)],
      opens_to: point.holder.opens_to,
    })),
  }

  return (
    <ChartCard
      title={t(`pareto.title_${of}`)}
      sentence={t('pareto.hint')}
      spec={spec}
      table={table}
      sayPoint={sayPoint}
      opensTo={(index) => curve[index]?.holder.opens_to}
      source={source}
      formula={t('formula.pareto')}
      height={280}
    />
  )
}
