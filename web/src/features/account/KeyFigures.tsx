/* The key figures of the period, each open to where it comes from. */
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { Figure, Figures as Row } from '@/ui/figure/Figure'
import type { AgainVerdict } from '@/ui/figure/source'
import type { Figures } from './account'
import { boundsOf } from './sales'

export function KeyFigures({ figures, onAgain }: { figures: Figures; onAgain(): Promise<AgainVerdict> }) {
  const { t } = useTranslation('account')
  const format = useFormat()
  const { place, behaviour, forecast } = figures
  const change = place.change_rate === null ? null : { rate: place.change_rate, against: t('against_before') }
  const total = forecast.total
  // The answer counts all lines of the account; these figures are of the period's.
  const ofPeriod = { ...place.source, certainty: { ...place.source.certainty, lines: place.lines } }
  const gap = behaviour?.usual_gap_days ?? null
  const usual = gap !== null && (gap <= 1 ? t('daily') : t('usual_gap', { count: gap }))

  return (
    <Row>
      <Figure
        label={t('figures.net')}
        value={format.money(place.net)}
        change={change}
        note={place.before && t('before_was', { amount: format.money(place.before) })}
        source={ofPeriod}
        formula={t('formula.net')}
        onAgain={onAgain}
      />
      {place.margin !== undefined && (
        <Figure
          label={t('figures.margin')}
          value={format.money(place.margin)}
          note={t('margin_rate', { rate: format.percent(place.margin_rate), known: format.percent(place.cost_known, 0) })}
          source={ofPeriod}
          formula={t('formula.margin')}
          onAgain={onAgain}
        />
      )}
      {figures.is_whole && (
        <Figure
        label={t('figures.share')}
        value={format.percent(place.share)}
        note={place.rank !== null && t('rank', { rank: format.number(place.rank), of: format.number(place.rows_with_sales) })}
        source={ofPeriod}
        formula={t('formula.share')}
        onAgain={onAgain}
      />
      )}
      <Figure
        label={t('figures.forecast')}
        value={total ? format.money(total.point) : t(`forecast.${forecast.status}`)}
        note={total && t('between', boundsOf(total, format))}
        source={forecast.source}
        formula={t('formula.forecast')}
        onAgain={onAgain}
      />
      {behaviour && (
        <Figure
          label={t('figures.last')}
          value={format.date(behaviour.last_purchase)}
          note={usual}
          source={behaviour.source}
          formula={t('formula.behaviour')}
          onAgain={onAgain}
        />
      )}
    </Row>
  )
}
