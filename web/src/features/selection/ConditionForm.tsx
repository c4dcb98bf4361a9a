/* One condition: which measure, at least or at most, how much. Shares are typed in percent. */
import { Button, Group, NativeSelect, NumberInput, Stack } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from '@/i18n'
import { measures, MONEY, SHARES } from './conditions'
import { type Condition } from './selection'
import { useUnit } from './words'

interface ConditionFormProps {
  first?: Condition
  currency: string | null
  onDone(condition: Condition): void
}

const shown = ({ measure, value }: Condition): number => (SHARES.has(measure) ? Math.round(value * 1e8) / 1e6 : value)

export function ConditionForm({ first, currency, onDone }: ConditionFormProps) {
  const { t, i18n } = useTranslation('selection')
  const unit = useUnit()
  const [measure, setMeasure] = useState(first?.measure ?? 'volume')
  const [comparison, setComparison] = useState<Condition['comparison']>(first?.comparison ?? 'at_least')
  const [typed, setTyped] = useState<string | number>(first ? shown(first) : '')
  const value = typed === '' ? null : Number(typed) / (SHARES.has(measure) ? 100 : 1)
  const suffix = SHARES.has(measure) ? ' %' : MONEY.has(measure) && currency ? ` ${currency}` : undefined

  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    if (value !== null && Number.isFinite(value)) onDone({ measure, comparison, value })
  }
  return (
    <form onSubmit={submit} aria-label={t('conditions.form')}>
      <Stack gap="xs" w={300}>
        <NativeSelect
          label={t('conditions.measure')}
          description={unit(measure)}
          data={measures().map((one) => ({ value: one.value, label: say(one.label) }))}
          value={measure}
          onChange={(event) => setMeasure(event.currentTarget.value)}
          data-autofocus
        />
        <Group gap="xs" grow align="flex-end">
          <NativeSelect
            aria-label={t('conditions.comparison')}
            data={(['at_least', 'at_most'] as const).map((one) => ({ value: one, label: t(`conditions.${one}_word`) }))}
            value={comparison}
            onChange={(event) => setComparison(event.currentTarget.value as Condition['comparison'])}
          />
          <NumberInput
            aria-label={t('conditions.bound')}
            value={typed}
            onChange={setTyped}
            hideControls
            suffix={suffix}
            thousandSeparator={i18n.language === 'en' ? ',' : '.'}
            decimalSeparator={i18n.language === 'en' ? '.' : ','}
          />
        </Group>
        <Button type="submit" size="xs" disabled={value === null}>
          {t('conditions.put')}
        </Button>
      </Stack>
    </form>
  )
}
