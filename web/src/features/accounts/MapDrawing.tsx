/* The map in plain SVG: bubbles, the middle of both axes, names of the largest. One place for the keyboard: arrows go from bubble to
 * bubble, Enter opens one; what it is on is said below. */
import { useElementSize } from '@mantine/hooks'
import { useMemo, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import classes from './map.module.css'
import { makeScales, median, namesThatFit, nearest, place, ticksOf, type Located } from './map'

interface MapDrawingProps {
  points: readonly Located[]
  currency: string
  /** What the cursor is on; null: on none. */
  cursor: string | null
  onCursor(id: string | null): void
  onOpen(id: string): void
  /** The account under the cursor in words. */
  said: string
}

const HEIGHT = 520
const EDGES = { height: HEIGHT, left: 46, right: 24, top: 30, bottom: 40 }
const NAMED = 24

/* As the names are drawn (map.module.css); where nothing can be measured, by the number of letters. */
function measureName(): ((text: string) => number) | undefined {
  const pen = document.createElement('canvas').getContext('2d')
  if (!pen) return undefined
  pen.font = `11px ${getComputedStyle(document.body).fontFamily}`
  return (text) => pen.measureText(text).width
}

const BACK = new Set(['ArrowLeft', 'ArrowUp'])
const ON = new Set(['ArrowRight', 'ArrowDown'])

export function MapDrawing({ points, currency, cursor, onCursor, onOpen, said }: MapDrawingProps) {
  const { t } = useTranslation('accounts')
  const { ref, width } = useElementSize<HTMLDivElement>()
  const frame = useMemo(() => ({ ...EDGES, width: Math.max(320, width) }), [width])
  const placed = useMemo(() => place(points, frame), [points, frame])
  const names = useMemo(() => namesThatFit(placed, { most: NAMED, widthOf: measureName() }), [placed])
  const at = placed.findIndex(({ id }) => id === cursor)

  const follow = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect()
    const found = nearest(placed, event.clientX - box.left, event.clientY - box.top)
    onCursor(found === null ? null : (placed[found]?.id ?? null))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = ON.has(event.key) ? 1 : BACK.has(event.key) ? -1 : 0
    if (step !== 0) onCursor(placed[(at + step + placed.length) % placed.length]?.id ?? null)
    else if (event.key === 'Enter' && cursor) onOpen(cursor)
    else return
    event.preventDefault()
  }
  return (
    <div
      ref={ref}
      className={classes.map}
      role="slider"
      tabIndex={0}
      aria-label={t('map.label')}
      aria-valuemin={1}
      aria-valuemax={placed.length}
      aria-valuenow={at + 1}
      aria-valuetext={said}
      onPointerMove={follow}
      onPointerLeave={(event) => event.pointerType === 'mouse' && onCursor(null)}
      onPointerDown={follow}
      onClick={() => cursor && onOpen(cursor)}
      onKeyDown={onKeyDown}
    >
      <svg width={frame.width} height={frame.height} aria-hidden focusable="false">
        <Ground points={points} frame={frame} currency={currency} />
        {placed.map(({ id, x, y, radius, isSilent }) => (
          <circle
            key={id}
            cx={x}
            cy={y}
            r={radius}
            className={isSilent ? classes.silent : classes.bubble}
            data-on={id === cursor || undefined}
          />
        ))}
        {names.map(({ id, text, x, y }) => (
          <text key={id} x={x} y={y} className={classes.nameText}>
            {text}
          </text>
        ))}
        {at >= 0 && <circle cx={placed[at]?.x} cy={placed[at]?.y} r={(placed[at]?.radius ?? 0) + 3} className={classes.ring} />}
      </svg>
    </div>
  )
}

interface GroundProps {
  points: readonly Located[]
  frame: Parameters<typeof makeScales>[1]
  currency: string
}

/* Axes, and the middle of each: half of the accounts lie on either side. */
function Ground({ points, frame, currency }: GroundProps) {
  const { t } = useTranslation('accounts')
  const format = useFormat()
  const { from, to, low, high, x, y } = makeScales(points, frame)
  const { width, height, left, right, top, bottom } = frame
  const [middleX, middleY] = [x(median(points.map(({ net }) => net))), y(median(points.map(({ attractive }) => attractive)))]
  const levels = Array.from({ length: Math.round((high - low) * 10) + 1 }, (_, i) => low + i / 10)

  return (
    <g className={classes.axis}>
      {levels.map((share) => (
        <g key={share}>
          <line x1={left} x2={width - right} y1={y(share)} y2={y(share)} />
          <text x={left - 8} y={y(share) + 4} textAnchor="end">
            {format.number(share * 100)}
          </text>
        </g>
      ))}
      {ticksOf(from, to).map((amount) => (
        <text key={amount} x={x(amount)} y={height - bottom + 18} textAnchor="middle">
          {format.short(amount)}
        </text>
      ))}
      <line className={classes.middle} x1={middleX} x2={middleX} y1={top} y2={height - bottom} />
      <line className={classes.middle} x1={left} x2={width - right} y1={middleY} y2={middleY} />
      <text className={classes.corner} x={left + 8} y={top + 16}>
        {t('map.develop')}
      </text>
      <text className={classes.corner} x={width - right - 8} y={top + 16} textAnchor="end">
        {t('map.keep')}
      </text>
      <text className={classes.corner} x={left + 8} y={height - bottom - 8}>
        {t('map.serve')}
      </text>
      <text className={classes.corner} x={width - right - 8} y={height - bottom - 8} textAnchor="end">
        {t('map.improve')}
      </text>
      <text x={width - right} y={height - 6} textAnchor="end">
        {t('map.x', { currency })}
      </text>
      <text x={left - 38} y={top - 14}>
        {t('map.y')}
      </text>
    </g>
  )
}
