/* What the page is about: days, currency, companies or groups, as they are or as they were, revenue or profit. All stands in the
 * address. */
import { Group, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { maySee, useSession } from '@/api/session'
import type { InCurrency } from '@/ui/figure/currency'
import { CurrencySelect } from '@/ui/figure/CurrencySelect'
import { PeriodSelect } from '@/ui/figure/PeriodSelect'
import { useUrlSearch, useUrlState } from '@/ui/url'
import { byOf } from './place'

function Switch({ name, values }: { name: string; values: readonly [string, ...string[]] }) {
  const { t } = useTranslation('concentration')
  const [value, set] = useUrlState(name, values[0])

  return (
    <SegmentedControl
      size="xs"
      aria-label={t(`switches.${name}.label`)}
      data={values.map((one) => ({ value: one, label: t(`switches.${name}.${one}`) }))}
      value={value}
      onChange={set}
    />
  )
}

export function Switches({ years, figures }: { years: readonly number[]; figures: InCurrency }) {
  const [search] = useUrlSearch()
  const mayProfit = maySee(useSession(), 'margin')

  return (
    <Group gap="xs">
      <PeriodSelect years={years} />
      <CurrencySelect figures={figures} />
      <Switch name="by" values={['account', 'group']} />
      {byOf(search) === 'group' && <Switch name="groups" values={['today', 'then']} />}
      {mayProfit && <Switch name="of" values={['revenue', 'profit']} />}
    </Group>
  )
}
