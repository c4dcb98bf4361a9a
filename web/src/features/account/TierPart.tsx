/* Why the account is in its tier, and what is missing to the next. */
import { List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import type { TierPart as Tier } from './account'
import { Part } from './Part'
import { sayReason } from './words'

function Next({ next }: { next: NonNullable<Tier['next']> }) {
  const { t } = useTranslation('account')
  const format = useFormat()

  return (
    <Text size="sm" mt="xs">
      {t('next.missing', { tier: next.tier, amount: format.money(next.net_missing) })}{' '}
      {next.points_needed !== undefined &&
        next.net_missing_with_points &&
        t('next.with_points', { count: next.points_needed, amount: format.money(next.net_missing_with_points) })}
    </Text>
  )
}

export function TierPart({ tier }: { tier: Tier }) {
  const { t } = useTranslation('account')
  const format = useFormat()

  return (
    <Part title={tier.tier ? t('why_tier', { tier: tier.tier }) : t('no_tier')} source={tier.source} formula={t('formula.tier')}>
      <List size="sm">
        {tier.reasons.map((reason) => (
          <List.Item key={reason.code}>{sayReason(reason, t, format)}</List.Item>
        ))}
      </List>
      {tier.next && <Next next={tier.next} />}
    </Part>
  )
}
