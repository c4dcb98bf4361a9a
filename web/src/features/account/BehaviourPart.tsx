/* How it buys: since when, how often, when next. */
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import type { Behaviour } from './account'
import { Facts } from './Facts'
import { Part } from './Part'

export function BehaviourPart({ behaviour }: { behaviour: Behaviour }) {
  const { t } = useTranslation('account')
  const format = useFormat()
  const next = behaviour.next_purchase
  const late = next && next.late_days > 0 ? ` · ${t('behaviour.late', { count: next.late_days })}` : ''
  const days = (count: number | null) => (count === null ? format.number(null) : t('days', { count, n: format.number(count) }))

  return (
    <Part title={t('behaviour.title')} source={behaviour.source} formula={t('formula.behaviour')}>
      <Facts
        rows={[
          [t('behaviour.first'), format.date(behaviour.first_purchase)],
          [t('behaviour.last'), format.date(behaviour.last_purchase)],
          [t('behaviour.usual_gap'), days(behaviour.usual_gap_days)],
          [t('behaviour.longest_gap'), days(behaviour.longest_gap_days)],
          next && [t('behaviour.next'), `${format.date(next.expected)}${late}`],
          [t('behaviour.months'), t('of', { count: behaviour.months_bought, of: behaviour.months_considered })],
          [t('behaviour.documents'), format.number(behaviour.documents)],
          [t('behaviour.products'), format.number(behaviour.products)],
          [t('behaviour.returns'), format.percent(behaviour.returns_rate)],
        ]}
      />
    </Part>
  )
}
