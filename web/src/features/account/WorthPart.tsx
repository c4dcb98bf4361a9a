/* What the account is worth in the years to come, and whether it still buys. */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import type { Figures } from './account'
import { Facts } from './Facts'
import { Part } from './Part'

export function WorthPart({ figures: { value } }: { figures: Figures }) {
  const { t } = useTranslation('account')
  const format = useFormat()
  const expected = value.expected_purchases
  const bounds = (low: string, high: string) => t('between_95', { low, high, rate: format.percent(0.95, 0) })

  return (
    <Part title={t('worth.title')} source={value.source} formula={t('formula.worth')}>
      {value.status !== 'known' ? (
        <Text size="sm" c="dimmed" role="status">
          {t(`worth.${value.status}`)}
        </Text>
      ) : (
        <Facts
          rows={[
            [t('worth.alive'), format.percent(value.alive)],
            expected
              ? [
                  t('worth.expected', { count: value.months }),
                  `${format.number(expected.value)} (${bounds(format.number(expected.lower), format.number(expected.upper))})`,
                ]
              : null,
            value.value !== undefined
              ? [
                  t(`worth.of_${value.value_of ?? 'revenue'}`, { count: value.months, rate: format.percent(value.discount_per_year, 0) }),
                  `${format.money(value.value)} (${bounds(format.money(value.value_lower), format.money(value.value_upper))})`,
                ]
              : null,
          ]}
        />
      )}
    </Part>
  )
}
