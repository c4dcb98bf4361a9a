/* Eighty and twenty in words, and the key figures of the period. */
import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { Figure, Figures } from '@/ui/figure/Figure'
import type { AgainVerdict } from '@/ui/figure/source'
import type { Overview } from './overview'
import classes from './overview.module.css'

function Sentence({ overview: { headline, by } }: { overview: Overview }) {
  const { t } = useTranslation('overview')
  const format = useFormat()

  if (headline.rows_for_80 === null) return <Text className={classes.sentence}>{t('no_sales')}</Text>
  const first = t(`eighty.${by}`, {
    count: headline.rows_for_80,
    n: format.number(headline.rows_for_80),
    all: format.number(headline.rows_with_sales),
    share: format.percent(headline.share_of_rows_for_80),
  })
  return (
    <Text component="p" className={classes.sentence} m={0}>
      {first} {t(`largest.${by}`, { one: format.percent(headline.top_1), ten: format.percent(headline.top_10) })}
    </Text>
  )
}

export function Headline({ overview, onAgain }: { overview: Overview; onAgain(): Promise<AgainVerdict> }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const { headline, profit, by } = overview
  const change = headline.change_rate === null ? null : { rate: headline.change_rate, against: t('against_before') }

  return (
    <Stack gap="sm">
      <Sentence overview={overview} />
      <Figures>
        <Figure
          label={t('figures.net')}
          value={format.money(headline.net)}
          change={change}
          note={headline.before && t('before_was', { amount: format.money(headline.before) })}
          source={headline.source}
          formula={t('formula.net')}
          opens_to={headline.source.opens_to}
          onAgain={onAgain}
        />
        {profit && (
          <Figure
            label={t('figures.margin')}
            value={format.money(profit.margin)}
            note={t('margin_rate', { rate: format.percent(profit.margin_rate), known: format.percent(profit.cost_known, 0) })}
            source={profit.source}
            formula={t('formula.margin')}
            onAgain={onAgain}
          />
        )}
        <Figure
          label={t(`figures.active_${by}`)}
          value={format.number(headline.rows_with_sales)}
          note={t('active_of', { all: format.number(headline.rows) })}
          source={headline.source}
          formula={t('formula.active')}
          onAgain={onAgain}
        />
        <Figure
          label={t('figures.top_10')}
          value={format.percent(headline.top_10)}
          note={t('top_1_is', { share: format.percent(headline.top_1) })}
          source={headline.source}
          formula={t('formula.top_10')}
          onAgain={onAgain}
        />
        <Figure
          label={t('figures.hhi')}
          value={format.number(headline.hhi === null ? null : headline.hhi * 10_000)}
          note={t('hhi_means', { count: Math.max(1, Math.round(1 / (headline.hhi || 1))) })}
          source={headline.source}
          formula={t('formula.hhi')}
          onAgain={onAgain}
        />
      </Figures>
    </Stack>
  )
}
