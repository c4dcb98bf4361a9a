/* Who brings the profit and who takes from it: the whale curve, and the list of those who erode, each opened to the products that do it. */
import { SimpleGrid } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { ChartCard } from '@/ui/chart/ChartCard'
import type { Source } from '@/ui/figure/source'
import { useUrlSearch } from '@/ui/url'
import type { Rows } from './concentration'
import { Eroders } from './Eroders'
import { byOf } from './place'
import { whaleOf, type Whale } from './reckon'
import { whaleChart } from './whaleChart'

const IN_TABLE = 50

function WhaleCard({ whale, rows, source }: { whale: Whale; rows: Rows; source: Source }) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const [search] = useUrlSearch()
  const by = byOf(search)
  const spec = useMemo(() => whaleChart(whale, { percent: (value) => format.percent(value, 0) }), [whale, format])
  const money = (value: number) => format.money({ amount: String(value), currency: rows.net?.currency ?? null })
  const sayPoint = (index: number) => {
    const point = whale.points[index]
    if (!point) return ''
    const words = { count: point.rank, n: format.number(point.rank), part: format.percent(point.cumulative) }
    return `${t(`whale.cursor_${by}`, words)} ${t(`pareto.last_${by}`, { name: point.holder.name, amount: money(point.margin) })}`
  }
  const ends = [...whale.points.slice(0, IN_TABLE / 2), ...whale.points.slice(-IN_TABLE / 2)]
  const shown = whale.points.length > IN_TABLE ? ends : whale.points
  const table = {
    columns: [
      { label: t('columns.rank'), number: true },
      { label: t(`columns.${by}`) },
      { label: t('columns.profit'), number: true },
      { label: t('columns.share_together'), number: true },
    ],
    rows: shown.map((point) => ({
      cells: [format.number(point.rank), point.holder.name, money(point.margin), format.percent(point.cumulative)],
      opens_to: point.holder.opens_to,
    })),
  }
  const sentence = t(`whale.sentence_${by}`, {
    count: whale.peak_holders,
    n: format.number(whale.peak_holders),
    multiple: format.percent(whale.peak / whale.total),
    eroded: money(whale.peak - whale.total),
  })

  return (
    <ChartCard
      title={t('whale.title')}
      sentence={whale.eroders.length > 0 ? sentence : t('whale.none')}
      spec={spec}
      table={table}
      sayPoint={sayPoint}
      opensTo={(index) => whale.points[index]?.holder.opens_to}
      source={source}
      formula={t('formula.whale')}
      height={260}
    />
  )
}

export function WhaleCards({ rows, source }: { rows: Rows; source: Source }) {
  const whale = useMemo(() => whaleOf(rows.holders), [rows])

  if (!whale) return null
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
      <WhaleCard whale={whale} rows={rows} source={source} />
      <Eroders whale={whale} rows={rows} source={source} />
    </SimpleGrid>
  )
}
