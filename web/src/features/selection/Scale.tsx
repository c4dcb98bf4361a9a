/* The described scale that people judge on, and where they put this account. */
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type KamRecord } from '@/api/records'
import { say } from '@/i18n'
import { useFormat } from '@/i18n/use'
import { levels, stepAt } from './judgements'
import classes from './selection.module.css'

interface ScaleProps {
  criterion: KamRecord
  /** Of the points that people gave; undefined: nobody has. */
  mean: number | undefined
}

export function Scale({ criterion, mean }: ScaleProps) {
  const { t } = useTranslation('selection')
  const format = useFormat()
  const { data } = useQuery(levels)
  const steps = (data?.items ?? []).filter((level) => level.criterion_id === criterion.id)
  const here = stepAt(steps.map((step) => Number(step.points)), mean)

  if (steps.length === 0) return null
  return (
    <ol className={classes.scale} aria-label={t('judged.scale')}>
      {steps.map((step, i) => (
        <li key={step.id} data-here={i === here || undefined} aria-current={i === here || undefined}>
          <b className="kam-number">{format.number(Number(step.points))}</b>
          <span>{say({ en: String(step.description_en), sr: String(step.description_sr) })}</span>
        </li>
      ))}
    </ol>
  )
}
