/* Who brings the profit and who takes from it: the whale curve, and the list of those who erode, each opened to what it is that does it. */
import { SimpleGrid } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { ChartCard } from '@/ui/chart/ChartCard'
import type { Source } from '@/ui/figure/source'
import { useUrlSearch } from '@/ui/url'
import type { Profit } from './analysis'
import { numberOf } from './dependency'
import { Eroders } from './Eroders'
import { byOf } from './place'
import { whaleChart, whaleOf, type Whale } from './whaleChart'

function WhaleCard({ profit, whale, source }: { profit: Profit; whale: Whale; source: Source }) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const [search] = useUrlSearch()
  const by = byOf(search)
  const spec = useMemo(() => whaleChart(whale, { percent: (value) => format.percent(value, 0) }), [whale, format])
  const sayPoint = (index: number) => {
    const point = whale.points[index]
    if (!point) return ''
    const words = { count: point.holders, n: format.number(point.holders), part: format.percent(point.part) }
    return t(`whale.cursor_${by}`, { ...words, amount: format.money(point.cumulative) })
  }
  const table = {
    columns: [
      { label: t(`columns.${by}s`), number: true },
      { label: t('columns.share_of_all'), number: true },
      { label: t('columns.profit_together'), number: true },
      { label: t('columns.share_together'), number: true },
    ],
    rows: whale.points.map((point) => ({
      cells: [
        format.number(point.holders),
        format.percent(point.share_of_holders),
        format.money(point.cumulative),
        format.percent(point.part),
      ],
    })),
  }
  const sentence = t(`whale.sentence_${by}`, {
    count: profit.peak_holders,
    n: format.number(profit.peak_holders),
    multiple: format.percent(whale.peak),
    eroded: format.money(profit.eroded),
  })

  return (
    <ChartCard
      title={t('whale.title')}
      sentence={profit.holders_with_loss > 0 ? sentence : t('whale.none')}
      spec={spec}
      table={table}
      sayPoint={sayPoint}
      source={source}
      formula={t('formula.whale')}
      height={260}
    />
  )
}

export function WhaleCards({ profit, source }: { profit: Profit; source: Source }) {
  const whale = useMemo(() => whaleOf(profit, numberOf), [profit])

  return (
    <SimpleGrid cols={{ base: 1, lg: whale ? 2 : 1 }} spacing="md">
      {whale && <WhaleCard profit={profit} whale={whale} source={source} />}
      <Eroders profit={profit} source={source} />
    </SimpleGrid>
  )
}
