/* The switch of the period; it stands in the address as `period`. It is the browser's own list: the first page is lighter by it. */
import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useUrlState } from '@/ui/url'
import { PERIODS } from './period'

export function PeriodSelect({ years }: { years: readonly number[] }) {
  const { t } = useTranslation('figure')
  const [period, set] = useUrlState('period', 'last12')
  const named = PERIODS.map((name) => ({ value: name, label: t(`periods.${name}`) }))
  const calendar = [...years].reverse().map((year) => ({ value: String(year), label: t('periods.year', { year }) }))

  return (
    <NativeSelect
      size="xs"
      w={170}
      aria-label={t('period')}
      data={[...named, ...calendar]}
      value={period}
      onChange={(event) => set(event.currentTarget.value)}
    />
  )
}
