/* Sales by month beside the year before, and the forecast with its fan. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { NOTHING, type Money } from '@/i18n/format'
import { ChartCard } from '@/ui/chart/ChartCard'
import { Legend } from '@/ui/chart/Legend'
import { timeChart } from '@/ui/chart/timeChart'
import type { Figures } from './account'
import { boundsOf, linesOfMonth, nameOfMonth, pointsOf, salesMonths, type SalesMonth } from './sales'

function useSayMonth() {
  const { t } = useTranslation('account')
  const format = useFormat()
  return (month: SalesMonth | undefined): string => {
    if (!month) return ''
    const name = nameOfMonth(month, format)
    const before = month.before ? ` ${t('sales.before', { amount: format.money(month.before) })}` : ''
    if (month.forecast) {
      const { point, lower_80, upper_80 } = month.forecast
      const bounds = { low: format.money(lower_80), high: format.money(upper_80), rate: format.percent(0.8, 0) }
      return `${t('sales.expected', { month: name, amount: format.money(point), ...bounds })}${before}`
    }
    return `${t('sales.was', { month: name, amount: format.money(month.net) })}${before}`
  }
}

export function SalesCard({ figures }: { figures: Figures }) {
  const { t } = useTranslation('account')
  const format = useFormat()
  const sayMonth = useSayMonth()
  const months = useMemo(() => salesMonths(figures), [figures])
  const spec = useMemo(() => timeChart(pointsOf(months, format), { short: format.short }), [months, format])
  const { forecast, account } = figures
  const has_forecast = months.some((month) => month.forecast)
  const between = (low: Money | undefined, high: Money | undefined) =>
    low && high ? `${format.number(low.amount)} – ${format.number(high.amount)}` : NOTHING
  const table = {
    columns: [
      { label: t('columns.month') },
      { label: t('columns.net'), number: true },
      { label: t('columns.before'), number: true },
      ...(has_forecast
        ? [
            { label: t('columns.forecast'), number: true },
            { label: t('columns.from_to_80'), number: true },
            { label: t('columns.from_to_95'), number: true },
          ]
        : []),
    ],
    rows: months.map((month) => ({
      cells: [
        nameOfMonth(month, format),
        format.money(month.net),
        format.money(month.before),
        ...(has_forecast
          ? [
              month.forecast ? format.money(month.forecast.point) : NOTHING,
              between(month.forecast?.lower_80, month.forecast?.upper_80),
              between(month.forecast?.lower_95, month.forecast?.upper_95),
            ]
          : []),
      ],
      opens_to: linesOfMonth(account.id, month),
    })),
  }
  const sentence = forecast.total
    ? t('sales.sentence', { amount: format.money(forecast.total.point), ...boundsOf(forecast.total, format) })
    : t(`sales.${forecast.status}`)

  return (
    <ChartCard
      title={t('sales.title')}
      sentence={sentence}
      spec={spec}
      table={table}
      sayPoint={(index) => sayMonth(months[index])}
      opensTo={(index) => linesOfMonth(account.id, months[index])}
      source={forecast.status === 'known' ? forecast.source : figures.months.source}
      formula={t('formula.forecast')}
      height={260}
    >
      <Legend kinds={has_forecast ? ['actual', 'before', 'forecast'] : ['actual', 'before']} />
    </ChartCard>
  )
}
