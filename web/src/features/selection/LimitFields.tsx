/* Between which shares the draws may take one weight: those of this question, instead of what the record of the criterion says. */
import { NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './selection.module.css'
import { type Criterion } from './selection'
import { type Limit } from './limits'

interface LimitFieldsProps {
  criterion: Criterion
  name: string
  limit: Limit | undefined
  onChange(limit: Limit | null): void
}

const percent = (share: number) => Math.round(share * 100)

export function LimitFields({ criterion, name, limit, onChange }: LimitFieldsProps) {
  const { t } = useTranslation('selection')
  const [low, high] = [limit?.low ?? percent(criterion.weight_low), limit?.high ?? percent(criterion.weight_high)]
  const put = (next: Limit) => onChange({ low: Math.min(next.low, next.high), high: Math.max(next.low, next.high) })
  const field = (which: keyof Limit, value: number) => (
    <NumberInput
      size="xs"
      w={72}
      hideControls
      min={0}
      max={100}
      suffix=" %"
      clampBehavior="strict"
      aria-label={t(`limits.${which}`, { name })}
      // What is typed counts when the field is left: a share half written is no share.
      key={`${which}${value}`}
      defaultValue={value}
      styles={{ input: { textAlign: 'end', height: 26, minHeight: 26 } }}
      onBlur={(event) => {
        const typed = Number.parseFloat(event.currentTarget.value)
        if (Number.isFinite(typed) && typed !== value) put({ low, high, [which]: typed })
      }}
      onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
    />
  )

  return (
    <span className={classes.limits}>
      {field('low', low)}
      <span aria-hidden>–</span>
      {field('high', high)}
      {limit && (
        <button type="button" className={classes.chipText} aria-label={t('limits.drop', { name })} onClick={() => onChange(null)}>
          ×
        </button>
      )}
    </span>
  )
}
