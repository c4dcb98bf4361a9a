/* The portfolio in plain SVG. One place for the keyboard: arrows go from bubble to bubble, Enter opens one; what it is on is said below. */
import { useElementSize } from '@mantine/hooks'
import { useMemo, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { makeScales, namesThatFit, nearest, place, type Frame, type Placed, type Point } from './matrix'
import classes from './selection.module.css'

interface MatrixDrawingProps {
  points: readonly Point[]
  cursor: string | null
  onCursor(id: string | null): void
  onOpen(id: string): void
  said: string
}

const EDGES = { height: 520, left: 44, right: 20, top: 30, bottom: 42 }
const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

const tenths = ([low, high]: readonly [number, number]) =>
  Array.from({ length: Math.round((Math.min(1, high) - low) * 10) + 1 }, (_, i) => Math.round(low * 10 + i) / 10)

/* From where it was to the edge of where it is; what hardly moved has no arrow. */
function Trail({ left, top, radius, from, is_key }: Placed) {
  if (!from) return null
  const [dx, dy] = [left - from.left, top - from.top]
  const length = Math.hypot(dx, dy)
  if (length < radius + 8) return null
  const [x, y] = [left - (dx / length) * radius, top - (dy / length) * radius]
  return (
    <line
      className={classes.trail}
      data-quiet={!is_key || undefined}
      x1={from.left}
      y1={from.top}
      x2={x}
      y2={y}
      markerEnd={is_key ? 'url(#kam-arrow)' : undefined}
    />
  )
}

function Ground({ points, frame }: { points: readonly Point[]; frame: Frame }) {
  const { t } = useTranslation('selection')
  const format = useFormat()
  const { spanX, spanY, toLeft, toTop } = makeScales(points, frame)
  const { width, height, left, right, top, bottom } = frame

  return (
    <g className={classes.axis}>
      {tenths(spanY).map((value) => (
        <g key={value}>
          <line x1={left} x2={width - right} y1={toTop(value)} y2={toTop(value)} />
          <text x={left - 8} y={toTop(value) + 4} textAnchor="end">
            {format.number(value * 100)}
          </text>
        </g>
      ))}
      {tenths(spanX).map((value) => (
        <g key={value}>
          <line x1={toLeft(value)} x2={toLeft(value)} y1={top} y2={height - bottom} />
          <text x={toLeft(value)} y={height - bottom + 16} textAnchor="middle">
            {format.number(value * 100)}
          </text>
        </g>
      ))}
      <text x={4} y={14}>
        {t('matrix.attractiveness_axis')}
      </text>
      <text x={width - right} y={height - 6} textAnchor="end">
        {t('matrix.position_axis')}
      </text>
    </g>
  )
}

export function MatrixDrawing({ points, cursor, onCursor, onOpen, said }: MatrixDrawingProps) {
  const { t } = useTranslation('selection')
  const { ref, width } = useElementSize<HTMLDivElement>()
  const frame = useMemo(() => ({ ...EDGES, width: Math.max(300, width) }), [width])
  const placed = useMemo(() => place(points, frame), [points, frame])
  const names = useMemo(() => namesThatFit(placed, frame), [placed, frame])
  const at = points.findIndex(({ id }) => id === cursor)
  const on = placed.find(({ id }) => id === cursor)

  const follow = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect()
    onCursor(nearest(placed, event.clientX - box.left, event.clientY - box.top)?.id ?? null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (step) onCursor(points[(at + step + points.length) % points.length]?.id ?? null)
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
      aria-label={t('matrix.label')}
      aria-valuemin={1}
      aria-valuemax={points.length}
      aria-valuenow={Math.max(1, at + 1)}
      aria-valuetext={said}
      onPointerMove={follow}
      onPointerLeave={(event) => event.pointerType === 'mouse' && onCursor(null)}
      onPointerDown={follow}
      onClick={() => cursor && onOpen(cursor)}
      onKeyDown={onKeyDown}
    >
      <svg width={frame.width} height={frame.height} aria-hidden focusable="false">
        <defs>
          <marker id="kam-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0 8 4 0 8z" className={classes.head} />
          </marker>
        </defs>
        <Ground points={points} frame={frame} />
        {placed.map((point) => (
          <Trail key={point.id} {...point} />
        ))}
        {placed.map(({ id, left, top, radius, is_key }) => (
          <circle
            key={id}
            cx={left}
            cy={top}
            r={radius}
            className={classes.bubble}
            data-key={is_key || undefined}
            data-on={id === cursor || undefined}
          />
        ))}
        {names.map(({ id, text, left, bottom }) => (
          <text key={id} x={left} y={bottom - 3} className={classes.nameText}>
            {text}
          </text>
        ))}
        {on && <circle cx={on.left} cy={on.top} r={on.radius + 3} className={classes.ring} />}
      </svg>
    </div>
  )
}
