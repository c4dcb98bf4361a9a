/* Whether sales become more or less concentrated: the share of the ten largest, year by year. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { ChartCard } from '@/ui/chart/ChartCard'
import { columnChart } from '@/ui/chart/columnChart'
import type { Overview, Year } from './overview'

/** What the last two whole years say, in one word. */
export function trendOfYears(years: readonly Year[]): 'more' | 'less' | 'same' | null {
  const [before, last] = years.filter((year) => year.whole && year.top_10 !== null).slice(-2)
  if (!before || !last) return null
  const change = (last.top_10 as number) - (before.top_10 as number)
  return Math.abs(change) < 0.005 ? 'same' : change > 0 ? 'more' : 'less'
}

export function YearsCard({ overview: { concentration, by } }: { overview: Overview }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const years = concentration.years
  const labelOf = (year: Year) => (year.whole ? String(year.year) : t('years.part', { year: year.year }))
  const spec = useMemo(
    () =>
      columnChart(
        years.map((year) => ({ label: labelOf(year), value: year.top_10, kind: year.whole ? ('actual' as const) : ('plan' as const) })),
        { text: (value) => format.percent(value) },
      ),
    // The labels depend on the language, which `format` stands for.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [years, format],
  )
  const trend = trendOfYears(years)
  const table = {
    columns: [
      { label: t('columns.year') },
      { label: t(`columns.${by}s`), number: true },
      { label: t('columns.net'), number: true },
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
        format.number(year.rows_for_80),
        format.percent(year.top_1),
        format.percent(year.top_10),
        format.number(year.hhi === null ? null : year.hhi * 10_000),
      ],
      opens_to: `/api/v1/sales/lines?from=${year.year}-01-01&until=${year.year}-12-31`,
    })),
  }
  const sayPoint = (index: number) => {
    const year = years[index]
    const hhi = format.number(year?.hhi == null ? null : year.hhi * 10_000)
    return year ? t('years.cursor', { year: labelOf(year), top_10: format.percent(year.top_10), for_80: year.rows_for_80, hhi }) : ''
  }

  return (
    <ChartCard
      title={t('years.title')}
      sentence={trend ? t(`years.${trend}`) : t('years.unknown')}
      spec={spec}
      table={table}
      sayPoint={sayPoint}
      opensTo={(index) => table.rows[index]?.opens_to}
      source={concentration.source}
      formula={t('formula.years')}
      height={160}
    />
  )
}
