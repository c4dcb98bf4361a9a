/* The switch of the currency, beside that of the period. A firm with no other currency than its own never sees it. */
import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InCurrency } from './currency'
import { useChooseCurrency, useCurrency } from './useCurrency'

export function CurrencySelect({ figures }: { figures: InCurrency | undefined }) {
  const { t } = useTranslation('figure')
  const currency = useCurrency()
  const choose = useChooseCurrency()
  const currencies = figures?.currencies ?? []
  const own = currencies[0]

  if (currencies.length < 2) return null
  return (
    <NativeSelect
      size="xs"
      w={84}
      aria-label={t('currency')}
      data={[...currencies]}
      value={currency ?? own}
      onChange={({ currentTarget: { value } }) => choose(value === own ? undefined : value)}
    />
  )
}
