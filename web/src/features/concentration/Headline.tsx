/* The answer in words: how few make most of it, what that means, and the figures behind it. */
import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { Figure, Figures } from '@/ui/figure/Figure'
import type { Source } from '@/ui/figure/source'
import { useUrlSearch } from '@/ui/url'
import type { Profit } from './analysis'
import { numberOf } from './dependency'
import { byOf, type By } from './place'
import { heightOf, type Spread } from './spread'
import { useMeasure } from './useMeasure'
import classes from './concentration.module.css'

const asIfOf = (hhi: number) => Math.max(1, Math.round(1 / hhi))

function Sentence({ spread, by }: { spread: Spread; by: By }) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const of = useMeasure()
  if (spread.holders === 1) return <p className={classes.sentence}>{t(`only_one.${by}`)}</p>
  const first = t(`eighty.${by}`, {
    count: spread.for_80,
    n: format.number(spread.for_80),
    all: format.number(spread.holders),
    share: format.percent(spread.share_for_80),
    what: t(`of.${of}`),
  })
  // Of ten or fewer, the ten largest are all.
  const largest = t(spread.holders > 10 ? `largest.${by}` : `largest_of_few.${by}`, {
    one: format.percent(spread.top_1),
    ten: format.percent(spread.top_10),
  })

  return (
    <Text component="p" className={classes.sentence} m={0}>
      {first} {largest} {t(`height.${heightOf(spread.hhi)}`)}
    </Text>
  )
}

function SpreadFigures({ spread, by, source }: { spread: Spread; by: By; source: Source }) {
  const { t } = useTranslation('concentration')
  const format = useFormat()

  return (
    <>
      <Figure
        label={t('figures.for_80')}
        value={format.percent(spread.share_for_80)}
        note={t(`for_80_are.${by}`, { n: format.number(spread.for_80), all: format.number(spread.holders) })}
        source={source}
        formula={t('formula.for_80')}
      />
      <Figure
        label={t('figures.top_10')}
        value={format.percent(spread.top_10)}
        note={t('top_are', { one: format.percent(spread.top_1), five: format.percent(spread.top_5) })}
        source={source}
        formula={t('formula.top')}
      />
      <Figure
        label={t('figures.hhi')}
        value={format.number(spread.hhi * 10_000)}
        note={t(`hhi_means.${by}`, { count: asIfOf(spread.hhi), height: t(`slices.${heightOf(spread.hhi)}`) })}
        source={source}
        formula={t('formula.hhi')}
      />
      <Figure
        label={t('figures.gini')}
        value={format.number(spread.gini, 2)}
        note={t('gini_means')}
        source={source}
        formula={t('formula.gini')}
      />
    </>
  )
}

function ProfitFigures({ profit, by, source }: { profit: Profit; by: By; source: Source }) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const [margin, sales] = [numberOf(profit.margin), numberOf(profit.sales)]
  const rate = margin !== null && sales ? margin / sales : null

  return (
    <>
      <Figure
        label={t('figures.margin')}
        value={format.money(profit.margin)}
        note={t('margin_rate', { rate: format.percent(rate), known: format.percent(profit.covered, 0) })}
        source={source}
        formula={t('formula.margin')}
      />
      <Figure
        label={t('figures.lost')}
        value={format.money(profit.eroded)}
        note={t(`losing.${by}`, { count: profit.holders_with_loss, n: format.number(profit.holders_with_loss) })}
        source={source}
        formula={t('formula.lost')}
      />
    </>
  )
}

interface HeadlineProps {
  /** null: nothing was sold, or nobody brings a profit. */
  spread: Spread | null
  profit?: Profit | null
  source: Source
}

export function Headline({ spread, profit, source }: HeadlineProps) {
  const { t } = useTranslation('concentration')
  const [search] = useUrlSearch()
  const by = byOf(search)

  return (
    <Stack gap="sm">
      {spread ? <Sentence spread={spread} by={by} /> : <Text className={classes.sentence}>{t('nothing_sold')}</Text>}
      <Figures>
        {spread && <SpreadFigures spread={spread} by={by} source={source} />}
        {profit && <ProfitFigures profit={profit} by={by} source={source} />}
      </Figures>
    </Stack>
  )
}
