/* Whether it grows: the index by year, by quarter or over rolling twelve months, time to the right; and whether that is more than noise. */
import { SegmentedControl } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { ChartCard } from '@/ui/chart/ChartCard'
import { columnChart } from '@/ui/chart/columnChart'
import { timeChart } from '@/ui/chart/timeChart'
import { Failed, Loading } from '@/ui/states/States'
import { useUrlSearch, useUrlState } from '@/ui/url'
import type { Source } from '@/ui/figure/source'
import { indicesOf, spansOf, STEPS, turnOf, type Analysis, type Span, type Step } from './analysis'
import type { Whole } from './overview'
import { byOf, linesPath } from './place'
import { useAnalysis, useHistoryQuery, useSourceOf } from './useAnswers'
import { useMeasure } from './useMeasure'

/* More columns than that have no room for a figure on top. */
const FEW = 12

function Steps({ step, onStep }: { step: Step; onStep(step: string): void }) {
  const { t } = useTranslation('concentration')

  return (
    <SegmentedControl
      size="xs"
      mb={4}
      className="kam-no-print"
      aria-label={t('trend.steps')}
      data={STEPS.map((value) => ({ value, label: t(`trend.${value}`) }))}
      value={step}
      onChange={onStep}
    />
  )
}

function useSpec(spans: readonly Span[], pointsOf: (span: Span) => number | null, labelOf: (span: Span) => string) {
  const format = useFormat()

  return useMemo(() => {
    if (spans.length > FEW)
      return timeChart(
        spans.map((span) => ({ label: labelOf(span), actual: pointsOf(span) })),
        { short: (value) => format.number(value) },
      )
    return columnChart(
      spans.map((span) => ({ label: labelOf(span), value: pointsOf(span), kind: span.whole ? ('actual' as const) : ('plan' as const) })),
      { text: (value) => format.number(value) },
    )
    // What the functions read is in `spans`, the language and the measure stand in the key of the card.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [spans, format])
}

interface TrendProps {
  analysis: Analysis
  source: Source
  step: Step
  onStep(step: string): void
}

function Trend({ analysis, source, step, onStep }: TrendProps) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const [search] = useUrlSearch()
  const [by, of] = [byOf(search), useMeasure()]
  const spans = useMemo(() => spansOf(analysis, step), [analysis, step])
  const pointsOf = (span: Span) => {
    const hhi = indicesOf(span, of)?.hhi
    return hhi === undefined ? null : hhi * 10_000
  }
  const labelOf = ({ label, to, whole }: Span) => {
    if (step === 'rolling') return format.month(to)
    return whole ? label : t('trend.part', { year: label })
  }
  const spec = useSpec(spans, pointsOf, labelOf)
  const cells = (span: Span) => {
    const indices = indicesOf(span, of)
    const money = format.money(of === 'profit' ? span.profit?.margin : span.net)
    const shares = [indices?.share_of_holders_for_80, indices?.share_of_top_1, indices?.share_of_top_10]
    const percents = shares.map((share) => format.percent(share))
    return [labelOf(span), format.number(indices?.holders), money, ...percents, format.number(pointsOf(span))]
  }
  const names = ['time', `${by}s`, of, 'for_80', 'top_1', 'top_10', 'hhi']
  const table = {
    columns: names.map((name, at) => ({ label: t(`columns.${name}`), number: at > 0 })),
    rows: spans.map((span) => ({ cells: cells(span), opens_to: linesPath(search, span) })),
  }
  const sayPoint = (at: number) => {
    const [time, , , for_80, one, ten, hhi] = table.rows[at]?.cells ?? []
    return time ? t('trend.cursor', { time, for_80, one, ten, hhi }) : ''
  }

  return (
    <ChartCard
      title={t(`trend.title_${of}`)}
      sentence={t(`trend.turn_${turnOf(analysis, of)}`, { count: analysis.trend?.quarters ?? 0 })}
      spec={spec}
      table={table}
      sayPoint={sayPoint}
      opensTo={(at) => table.rows[at]?.opens_to}
      source={source}
      formula={t('formula.trend')}
      height={250}
    >
      <Steps step={step} onStep={onStep} />
    </ChartCard>
  )
}

export function TrendCard({ whole }: { whole: Whole }) {
  const [chosen, setStep] = useUrlState('step', 'year')
  const step = STEPS.find((one) => one === chosen) ?? 'year'
  const query = useHistoryQuery()
  const of = useMeasure()
  const sourceOf = useSourceOf(whole)
  const { data, error, refetch } = useAnalysis(query)

  if (error) return <Failed error={error} reset={() => void refetch()} />
  if (!data) return <Loading />
  return <Trend key={`${step} ${of}`} analysis={data} source={sourceOf(data, query, 'trend')} step={step} onStep={setStep} />
}
