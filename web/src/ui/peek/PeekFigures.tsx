/* The head figures of an account and how its sales went, for the quick view. */
import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Schemas } from '@/api/client'
import { NOTHING, type Money } from '@/i18n/format'
import { useFormat } from '@/i18n/use'
import { Sparkline } from '@/ui/chart/Sparkline'
import { ChangeText } from '@/ui/figure/Figure'
import { type AccountFigures } from './figures'
import classes from './peek.module.css'
import { TierMark } from './TierMark'

/* Sums of several currencies have none: they are no money. */
const moneyOf = (value: Schemas['money'] | null | undefined): Money | null =>
  value?.currency ? { amount: value.amount, currency: value.currency } : null

const amountOf = (money: { amount: string } | null) => (money ? Number(money.amount) : null)

interface PeekFiguresProps {
  figures: AccountFigures
  /** The chance that it still buys, where the list beside knows it. */
  alive?: number | null
}

export function PeekFigures({ figures, alive }: PeekFiguresProps) {
  const { t } = useTranslation('peek')
  const format = useFormat()
  const { place, tier, forecast, behaviour, months } = figures
  const values = months.items.map(({ net }) => amountOf(net))
  const total = forecast.total
  const trend = t('trend', { count: values.length, first: format.short(values[0]), last: format.short(values.at(-1)) })

  return (
    <>
      <dl className={classes.facts}>
        <div>
          <dt>{t('net')}</dt>
          <dd className={classes.big}>{format.money(moneyOf(place.net))}</dd>
          {place.change_rate !== null && (
            <dd>
              <ChangeText rate={place.change_rate} against={t('against_before')} />
            </dd>
          )}
        </div>
        <div>
          <dt>{t('next12')}</dt>
          <dd className={classes.big}>{format.money(moneyOf(total?.point))}</dd>
          {total && (
            <dd>{t('bounds', { low: format.short(total.lower_95?.amount), high: format.short(total.upper_95?.amount) })}</dd>
          )}
        </div>
        <Fact label={t('share')}>{format.percent(place.share)}</Fact>
        {tier && (
          <Fact label={t('tier')}>
            <TierMark tier={tier.tier} />
          </Fact>
        )}
        {behaviour && (
          <Fact label={t('last_purchase')}>
            {format.date(behaviour.last_purchase)}
            {Boolean(behaviour.days_silent) && ` · ${t('days', { count: behaviour.days_silent ?? 0 })}`}
          </Fact>
        )}
        {alive !== undefined && <Fact label={t('alive')}>{format.percent(alive, 0)}</Fact>}
        {place.margin !== undefined && (
          <Fact label={t('margin_rate')}>{place.margin_rate === null ? NOTHING : format.percent(place.margin_rate)}</Fact>
        )}
      </dl>
      <Sparkline values={values} label={trend} width={360} height={56} />
    </>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
