/* The answer in words: how few make most of it, whether that is much, and the figures behind it. */
import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { Figure, Figures } from '@/ui/figure/Figure'
import { useUrlSearch } from '@/ui/url'
import type { Spread, Whole } from './concentration'
import { byOf, type By, type Measure } from './place'
import { heightOf } from './reckon'
import { useMeasure } from './useMeasure'
import classes from './concentration.module.css'

function Sentence({ spread, holders, by, of }: { spread: Spread; holders: number; by: By; of: Measure }) {
  const { t } = useTranslation('concentration')
  const format = useFormat()

  if (spread.rows_for_80 === null || spread.hhi === null) return <Text className={classes.sentence}>{t('nothing_sold')}</Text>
  const what = t(`of.${of}`)
  const first = t(`eighty.${by}`, {
    count: spread.rows_for_80,
    n: format.number(spread.rows_for_80),
    all: format.number(holders),
    share: format.percent(spread.share_of_rows_for_80),
    what,
  })
  const largest = t(`largest.${by}`, { one: format.percent(spread.top_1), ten: format.percent(spread.top_10) })
  const height = t(`height.${heightOf(spread.hhi)}`, { hhi: format.number(spread.hhi * 10_000) })
  return (
    <Text component="p" className={classes.sentence} m={0}>
      {first} {largest} {height}
    </Text>
  )
}

export function Headline({ whole }: { whole: Whole }) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const [search] = useUrlSearch()
  const [by, of] = [byOf(search), useMeasure()]
  const isProfit = of === 'profit' && whole.profit
  const spread: Spread & { source: Whole['headline']['source'] } = isProfit ? isProfit : whole.headline
  const holders = isProfit ? isProfit.rows_with_profit : whole.headline.rows_with_sales
  const source = spread.source

  return (
    <Stack gap="sm">
      <Sentence spread={spread} holders={holders} by={by} of={isProfit ? 'profit' : 'revenue'} />
      <Figures>
        <Figure
          label={t('figures.for_80')}
          value={format.percent(spread.share_of_rows_for_80)}
          note={t(`for_80_are.${by}`, { n: format.number(spread.rows_for_80), all: format.number(holders) })}
          source={source}
          formula={t('formula.for_80')}
        />
        <Figure label={t('figures.top_1')} value={format.percent(spread.top_1)} source={source} formula={t('formula.top')} />
        <Figure
          label={t('figures.top_10')}
          value={format.percent(spread.top_10)}
          note={t('top_5_are', { share: format.percent(spread.top_5) })}
          source={source}
          formula={t('formula.top')}
        />
        <Figure
          label={t('figures.hhi')}
          value={format.number(spread.hhi === null ? null : spread.hhi * 10_000)}
          note={spread.hhi ? t('hhi_means', { count: Math.max(1, Math.round(1 / spread.hhi)) }) : undefined}
          source={source}
          formula={t('formula.hhi')}
        />
        {whole.profit && (
          <Figure
            label={t('figures.margin')}
            value={format.money(whole.profit.margin)}
            note={t('margin_rate', { rate: format.percent(whole.profit.margin_rate), known: format.percent(whole.profit.cost_known, 0) })}
            source={whole.profit.source}
            formula={t('formula.margin')}
          />
        )}
        {whole.profit && (
          <Figure
            label={t('figures.lost')}
            value={format.money(whole.profit.lost)}
            note={t(`losing.${by}`, { count: whole.profit.rows_losing, n: format.number(whole.profit.rows_losing) })}
            source={whole.profit.source}
            formula={t('formula.lost')}
          />
        )}
      </Figures>
    </Stack>
  )
}
