/* What the page is about: days, currency, companies or groups of a time and depth, revenue or profit. All stands in the
 * address. */
import { Group, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { maySee, useSession } from '@/api/session'
import type { InCurrency } from '@/ui/figure/currency'
import { CurrencySelect } from '@/ui/figure/CurrencySelect'
import { PeriodSelect } from '@/ui/figure/PeriodSelect'
import { RowsSwitch } from '@/ui/figure/RowsSwitch'
import { useUrlState } from '@/ui/url'

function RevenueOrProfit() {
  const { t } = useTranslation('concentration')
  const [value, set] = useUrlState('of', 'revenue')

  return (
    <SegmentedControl
      size="xs"
      aria-label={t('switches.of.label')}
      data={['revenue', 'profit'].map((one) => ({ value: one, label: t(`switches.of.${one}`) }))}
      value={value}
      onChange={set}
    />
  )
}

export function Switches({ years, figures }: { years: readonly number[]; figures: InCurrency & { as_of: string | null } }) {
  const mayProfit = maySee(useSession(), 'margin')

  return (
    <Group gap="xs">
      <PeriodSelect years={years} />
      <CurrencySelect figures={figures} />
      <RowsSwitch asOf={figures.as_of} />
      {mayProfit && <RevenueOrProfit />}
    </Group>
  )
}
