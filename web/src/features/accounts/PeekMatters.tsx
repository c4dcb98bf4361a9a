/* What matters now of an account, with the money it is about. */
import { Text } from '@mantine/core'
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs'
import IconTrendingUp from '@tabler/icons-react/dist/esm/icons/IconTrendingUp.mjs'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { moneyOf } from './accounts'
import classes from './accounts.module.css'
import { type AccountFigures } from './Peek'

type Matter = AccountFigures['matters']['items'][number]

const CHANGES = new Set<Matter['code']>(['growing', 'falling'])

export function PeekMatters({ items }: { items: readonly Matter[] }) {
  const { t } = useTranslation('accounts')

  return (
    <div className={classes.part}>
      <Text size="sm" fw={600} mb={4}>
        {t('peek.matters')}
      </Text>
      {items.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('peek.nothing')}
        </Text>
      ) : (
        <ul className={classes.matters}>
          {items.map((matter) => (
            <Row key={matter.code} matter={matter} />
          ))}
        </ul>
      )}
    </div>
  )
}

function Row({ matter }: { matter: Matter }) {
  const { t } = useTranslation('accounts')
  const format = useFormat()
  const { code, is_good, rate, count, usual_days, at_stake } = matter
  const Sign = is_good ? IconTrendingUp : IconAlertTriangle
  const words = {
    count: count ?? 0,
    number: format.number(count),
    usual: format.number(usual_days),
    rate: CHANGES.has(code) ? format.change(rate) : format.percent(rate),
  }

  return (
    <li>
      <Sign size={16} stroke={1.5} color={is_good ? 'var(--kam-good)' : 'var(--kam-bad)'} aria-hidden />
      <span>
        <span className="kam-visually-hidden">{t(is_good ? 'peek.good' : 'peek.bad')}: </span>
        {t(`matters.${code}`, words)}
      </span>
      <span className={`kam-number ${is_good ? classes.good : classes.bad}`}>{at_stake && format.money(moneyOf(at_stake))}</span>
    </li>
  )
}
