/* What the reader supposes in numbers: what the firm spends whether it sells or not, and how much would be too much to lose. Both stay
 * in the address, so that they are sent with the page and stand in no database. */
import { Group, NumberInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maySee, useSession } from '@/api/session'
import { useUrlSearch } from '@/ui/url'
import { fixedCostOf, partsOf, tooMuchOf, writeFixedCost, writeTooMuch } from './place'

/* The page asks again when somebody has stopped typing. */
const PAUSE_MS = 300

interface NumberProps {
  name: 'fixed' | 'too_much'
  /** What it means, where that is not what it usually is. */
  why?: string
  first: number | null
  suffix: string
  max?: number
  write(value: number): string | undefined
}

function SupposedNumber({ name, why, first, suffix, max, write }: NumberProps) {
  const { t } = useTranslation('concentration')
  const [, change] = useUrlSearch()
  const [value, setValue] = useState<number | string>(first ?? '')
  const keep = useDebouncedCallback((next: number | string) => change({ [name]: write(Number(next)) }), PAUSE_MS)

  return (
    <NumberInput
      size="xs"
      w={250}
      label={t(`${name}.label`)}
      description={why ?? t(`${name}.why`)}
      value={value}
      onChange={(next) => {
        setValue(next)
        keep(next)
      }}
      suffix={suffix}
      min={0}
      max={max}
      thousandSeparator=" "
      hideControls
    />
  )
}

export function Supposals({ currency }: { currency: string | null }) {
  const { t } = useTranslation('concentration')
  const [search] = useUrlSearch()
  const mayProfit = maySee(useSession(), 'margin')
  // The fixed cost of the firm is not that of one of its regions.
  const why = partsOf(search).length > 0 ? t('fixed.why_part') : undefined
  const unit = currency ? ` ${currency}` : ''

  return (
    <Group align="flex-end" gap="md">
      {mayProfit && <SupposedNumber name="fixed" why={why} first={fixedCostOf(search)} suffix={unit} write={writeFixedCost} />}
      <SupposedNumber name="too_much" first={tooMuchOf(search)} suffix=" %" max={100} write={writeTooMuch} />
    </Group>
  )
}
