/* A row a criterion: its slider, its points, its share, between which limits draws go, of how many it is known. */
import { NumberInput } from '@mantine/core'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { useUrlSearch } from '@/ui/url'
import { LimitFields } from './LimitFields'
import { readLimits, writeLimits, type Limit } from './limits'
import classes from './selection.module.css'
import { type Criterion, type Selection } from './selection'
import { type Points } from './weights'
import { type WeightsProps } from './WeightsPanel'
import { nameOf } from './words'

const USUAL_MOST = 100

interface RowProps {
  criterion: Criterion
  answer: Selection
  points: Points
  most: number
  spread: number | undefined
  onMove(points: Points): void
  onSettle(points: Points): void
  onLight(code: string | null): void
  /** Fields for its limits, where these are edited. */
  limits: ReactNode
}

function useNote({ criterion, answer, spread }: Pick<RowProps, 'criterion' | 'answer' | 'spread'>) {
  const { t } = useTranslation('selection')
  const format = useFormat()
  const { accounts_known, weight, weight_low, weight_high } = criterion
  const known = t('weights.known', { known: format.number(accounts_known), all: format.number(answer.funnel.short_list) })
  const limits = t('weights.limits', { low: format.percent(weight_low, 0), high: format.percent(weight_high, 0) })

  if (accounts_known === 0) return t(criterion.measure === 'judgement' ? 'weights.known_of_nobody' : 'weights.not_measured')
  return [
    weight > 0 && answer.knowledge === 'interval' && limits,
    known,
    spread !== undefined && spread > 0.005 && t('weights.spread', { spread: format.percent(spread, 0) }),
  ]
    .filter(Boolean)
    .join(' · ')
}

function Row({ criterion, answer, points, most, spread, onMove, onSettle, onLight, limits }: RowProps) {
  const { t, i18n } = useTranslation('selection')
  const format = useFormat()
  const id = useId()
  const { code } = criterion
  const value = points[code] ?? 0
  const name = nameOf(criterion, i18n.language)
  const share = format.percent(criterion.weight, 0)
  const put = (next: number) => ({ ...points, [code]: next })

  return (
    <div
      className={classes.weight}
      onPointerEnter={() => onLight(code)}
      onPointerLeave={() => onLight(null)}
      onFocus={() => onLight(code)}
      onBlur={() => onLight(null)}
    >
      <label htmlFor={id}>{name}</label>
      <span className="kam-number">{share}</span>
      <input
        id={id}
        type="range"
        className={classes.slider}
        min={0}
        max={most}
        step={1}
        value={Math.round(value)}
        aria-valuetext={t('weights.spoken', { points: format.number(value), share })}
        onChange={(event) => onMove(put(Number(event.currentTarget.value)))}
        onPointerUp={() => onSettle(points)}
        onKeyUp={() => onSettle(points)}
        onBlur={() => onSettle(points)}
      />
      <NumberInput
        size="xs"
        hideControls
        min={0}
        max={1000}
        decimalScale={2}
        decimalSeparator={i18n.language === 'en' ? '.' : ','}
        aria-label={t('weights.points_of', { name })}
        value={value}
        styles={{ input: { textAlign: 'end', height: 26, minHeight: 26 } }}
        onChange={(next) => onMove(put(Number(next) || 0))}
        onBlur={() => onSettle(points)}
        onKeyDown={(event) => event.key === 'Enter' && onSettle(points)}
      />
      {limits}
      <span className={classes.note}>{useNote({ criterion, answer, spread })}</span>
    </div>
  )
}

/* The limits of this question, which stand in the address; undefined: they are not edited. */
function useLimitFields({ knowledge }: Selection) {
  const { i18n } = useTranslation()
  const [search, change] = useUrlSearch()
  const limits = readLimits([search.limits].flat()[0])

  if (search.edit !== 'limits' || knowledge !== 'interval') return undefined
  return (criterion: Criterion) => {
    const put = (limit: Limit | null) => {
      const others = Object.entries(limits).filter(([code]) => code !== criterion.code)
      change({ limits: writeLimits(Object.fromEntries(limit ? [...others, [criterion.code, limit]] : others)) })
    }
    return (
      criterion.weight > 0 && (
        <LimitFields criterion={criterion} name={nameOf(criterion, i18n.language)} limit={limits[criterion.code]} onChange={put} />
      )
    )
  }
}

export function PointsList({ answer, weighing, onLight, spread }: WeightsProps & { spread: Record<string, number> | null }) {
  const { points, move, settle } = weighing
  const limitsOf = useLimitFields(answer)
  const most = Math.max(USUAL_MOST, ...Object.values(points))

  return (
    <div>
      {answer.criteria.map((criterion) => (
        <Row
          key={criterion.code}
          criterion={criterion}
          answer={answer}
          points={points}
          most={most}
          spread={spread?.[criterion.code]}
          onMove={move}
          onSettle={settle}
          onLight={onLight}
          limits={limitsOf?.(criterion)}
        />
      ))}
    </div>
  )
}
