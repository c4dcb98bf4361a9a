/* Whether it grows: the index of each year, time to the right. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { ChartCard } from '@/ui/chart/ChartCard'
import { columnChart } from '@/ui/chart/columnChart'
import { useUrlSearch } from '@/ui/url'
import type { Whole, Year } from './overview'
import { byOf } from './place'

/** What the last two whole years say, in one word. */
export function turnOf(years: readonly Year[]): 'more' | 'less' | 'same' | null {
  const [before, last] = years.filter(({ whole, hhi }) => whole && hhi !== null).slice(-2)
  if (!before || !last) return null
  const change = (last.hhi as number) / (before.hhi as number) - 1
  return Math.abs(change) < 0.02 ? 'same' : change > 0 ? 'more' : 'less'
}

export function YearsCard({ whole: { concentration } }: { whole: Whole }) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const [search] = useUrlSearch()
  const by = byOf(search)
  const years = concentration.years
  const index = (year: Year) => (year.hhi === null ? null : year.hhi * 10_000)
  const labelOf = (year: Year) => (year.whole ? String(year.year) : t('trend.part', { year: year.year }))
  const spec = useMemo(
    () =>
      columnChart(
        years.map((year) => ({ label: labelOf(year), value: index(year), kind: year.whole ? ('actual' as const) : ('plan' as const) })),
        { text: (value) => format.number(value) },
      ),
    // The labels depend on the language, which `format` stands for.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [years, format],
  )
  const table = {
    columns: [
      { label: t('columns.time') },
      { label: t(`columns.${by}s`), number: true },
      { label: t('columns.revenue'), number: true },
      { label: t('columns.for_80'), number: true },
      { label: t('columns.top_1'), number: true },
      { label: t('columns.top_10'), number: true },
      { label: t('columns.hhi'), number: true },
    ],
    rows: years.map((year) => ({
      cells: [
        labelOf(year),
        format.number(year.rows),
        format.money(year.net),
        format.percent(year.share_of_rows_for_80),
        format.percent(year.top_1),
        format.percent(year.top_10),
        format.number(index(year)),
      ],
      opens_to: `/api/v1/sales/lines?from=${year.year}-01-01&until=${year.year}-12-31`,
    })),
  }
  const sayPoint = (at: number) => {
    const year = years[at]
    if (!year) return ''
    return t('trend.cursor', {
      time: labelOf(year),
      hhi: format.number(index(year)),
      one: format.percent(year.top_1),
      ten: format.percent(year.top_10),
      for_80: format.percent(year.share_of_rows_for_80),
    })
  }
  const turn = turnOf(years)

  return (
    <ChartCard
      title={t('trend.title')}
      sentence={t(`trend.${turn ?? 'unknown'}`)}
      spec={spec}
      table={table}
      sayPoint={sayPoint}
      opensTo={(at) => table.rows[at]?.opens_to}
      source={concentration.source}
      formula={t('formula.hhi')}
      height={280}
    />
  )
}
