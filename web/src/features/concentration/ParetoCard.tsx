/* How sales, or profit, lie over the customers: the curve, and under the cursor what it says. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { ChartCard } from '@/ui/chart/ChartCard'
import { paretoChart } from '@/ui/chart/paretoChart'
import type { Source } from '@/ui/figure/source'
import { useUrlSearch } from '@/ui/url'
import type { Analysis } from './analysis'
import { classAreas, curveOf, lastName, type CurvePoint } from './curve'
import { byOf, linesPath } from './place'
import { useMeasure } from './useMeasure'

const IN_TABLE = 50

export function ParetoCard({ analysis, source }: { analysis: Analysis; source: Source }) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const [search] = useUrlSearch()
  const [by, of] = [byOf(search), useMeasure()]
  const curve = useMemo(() => curveOf(analysis, of), [analysis, of])
  const spec = useMemo(() => {
    const points = curve.map(({ of_holders, cumulative }) => ({ customers: of_holders, sales: cumulative }))
    return paretoChart(points, classAreas(curve), { percent: (value) => format.percent(value, 0), mark: 0.8 })
  }, [curve, format])
  const linesOf = ({ last }: CurvePoint) => (last ? linesPath(search, analysis.period, last.id) : null)
  const sayPoint = (index: number) => {
    const point = curve[index]
    if (!point) return ''
    const words = { n: format.number(point.rank), share: format.percent(point.of_holders), part: format.percent(point.cumulative) }
    const first = t(`pareto.cursor_${by}`, { count: point.rank, what: t(`of.${of}`), ...words })
    if (!point.last) return first
    return `${first} ${t(`pareto.last_${by}`, { name: lastName(point), amount: format.money(point.last.net) })}`
  }
  const isNamed = of === 'revenue'
  const table = {
    columns: [
      ...(isNamed ? [{ label: t(`columns.${by}`) }] : []),
      { label: t('columns.rank'), number: true },
      ...(isNamed ? [{ label: t('columns.revenue'), number: true }] : []),
      { label: t('columns.share_together'), number: true },
    ],
    rows: curve.slice(0, isNamed ? IN_TABLE : undefined).map((point) => ({
      cells: [
        ...(isNamed ? [lastName(point) || '–'] : []),
        format.number(point.rank),
        ...(isNamed ? [format.money(point.last?.net)] : []),
        format.percent(point.cumulative),
      ],
      opens_to: linesOf(point),
    })),
  }

  return (
    <ChartCard
      title={t(`pareto.title_${of}`)}
      sentence={t('pareto.hint')}
      isHint
      spec={spec}
      table={table}
      sayPoint={sayPoint}
      opensTo={isNamed ? (index) => curve[index] && linesOf(curve[index]) : undefined}
      source={source}
      formula={t('formula.pareto')}
      height={280}
    />
  )
}
