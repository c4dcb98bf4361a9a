/* Shows what a builder of options made. The cursor moves with the pointer and with the arrow keys; what it stands on is told to whoever
 * shows the chart, who says it in words: nothing floats above the figures. */
import { Skeleton } from '@mantine/core'
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { Drawing } from './echarts'
import { moveByKey, nearestPoint, type ChartSpec } from './spec'
import classes from './chart.module.css'

export interface ChartProps {
  spec: ChartSpec
  /** What the chart shows, for who does not see it. */
  label: string
  height?: number
  cursor: number | null
  onCursor(index: number | null): void
  /** The point under the cursor in words, as a screen reader says it. */
  said: string
  /** Enter or a click on a point. */
  onOpen?(index: number): void
}

const FINDERS = { x: { xAxisIndex: 0 }, y: { yAxisIndex: 0 } }

interface Place {
  start: number
  size: number
}

/* Pixels between the margins of A4: letters on paper are as large as on the screen. */
const PAPER_WIDTH = 680

/* The paper has another width than the screen: drawings are scaled to it by their box. */
function fitPaper(place: HTMLElement) {
  const svg = place.querySelector('svg')
  svg?.setAttribute('viewBox', `0 0 ${svg.getAttribute('width')} ${svg.getAttribute('height')}`)
}

function useDrawing(spec: ChartSpec) {
  const place = useRef<HTMLDivElement>(null)
  const drawing = useRef<Drawing | null>(null)
  const [ready, setReady] = useState(0)
  const latest = useRef(spec)
  latest.current = spec

  useEffect(() => {
    let gone = false
    const fit = () => {
      if (place.current) fitPaper(place.current)
      setReady((times) => times + 1)
    }
    const redraw = (width: number) => {
      // In a tab that is not shown it has no size; it keeps the one that it had.
      if (width === 0 || !drawing.current) return
      // Drawn anew: columns that are only moved may stay where they were for the width before.
      drawing.current.clear()
      drawing.current.resize({ width, height: place.current?.clientHeight || drawing.current.getHeight() })
      drawing.current.setOption({ ...latest.current.option })
      drawing.current.getZr().flush()
      fit()
    }
    const observer = new ResizeObserver(() => redraw(place.current?.clientWidth ?? 0))
    void import('./echarts').then(({ draw }) => {
      if (gone || !place.current) return
      drawing.current = draw(place.current)
      drawing.current.setOption({ ...latest.current.option })
      fit()
      observer.observe(place.current)
    })
    const toPaper = () => redraw(PAPER_WIDTH)
    const toScreen = () => redraw(place.current?.clientWidth ?? 0)
    window.addEventListener('beforeprint', toPaper)
    window.addEventListener('afterprint', toScreen)
    return () => {
      gone = true
      window.removeEventListener('beforeprint', toPaper)
      window.removeEventListener('afterprint', toScreen)
      observer.disconnect()
      drawing.current?.dispose()
      drawing.current = null
    }
  }, [])
  useEffect(() => {
    drawing.current?.setOption({ ...spec.option }, { notMerge: true })
  }, [spec])
  return { place, drawing, ready: ready > 0 }
}

/* Where on the page a point of the axis is; a category has a width, a value has none. */
function placeOfPoint(drawing: Drawing | null, { axis, at }: ChartSpec['cursor'], index: number): Place | null {
  const middle = drawing?.convertToPixel(FINDERS[axis], at[index] as number) as unknown as number | undefined
  return middle === undefined || !Number.isFinite(middle) ? null : { start: middle - 0.5, size: 1 }
}

export function Chart({ spec, label, height = 240, cursor, onCursor, said, onOpen }: ChartProps) {
  const { place, drawing, ready } = useDrawing(spec)
  const { axis, at } = spec.cursor
  const shown = ready && cursor !== null && cursor < at.length ? placeOfPoint(drawing.current, spec.cursor, cursor) : null

  const follow = (event: PointerEvent) => {
    const box = place.current?.getBoundingClientRect()
    if (!box || !drawing.current || at.length === 0) return
    const pixel = axis === 'x' ? event.clientX - box.left : event.clientY - box.top
    const value = drawing.current.convertFromPixel(FINDERS[axis], pixel) as unknown as number
    if (Number.isFinite(value)) onCursor(nearestPoint(at, value))
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return onCursor(null)
    if (event.key === 'Enter' && cursor !== null) return onOpen?.(cursor)
    const next = moveByKey(event.key, cursor, at.length)
    if (next === undefined) return
    event.preventDefault()
    onCursor(next)
  }
  return (
    <div
      className={classes.chart}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-orientation={axis === 'x' ? 'horizontal' : 'vertical'}
      aria-valuemin={1}
      aria-valuemax={Math.max(1, at.length)}
      aria-valuenow={(cursor ?? 0) + 1}
      aria-valuetext={said}
      onPointerMove={follow}
      onPointerDown={follow}
      onPointerLeave={(event) => event.pointerType === 'mouse' && onCursor(null)}
      onKeyDown={press}
      onClick={() => cursor !== null && onOpen?.(cursor)}
      data-ready={ready}
    >
      {!ready && <Skeleton pos="absolute" inset={0} />}
      <div ref={place} style={{ height }} aria-hidden />
      {shown && (
        <div
          className={classes.cursor}
          style={
            axis === 'x'
              ? { left: shown.start, width: shown.size, top: 0, height }
              : { top: shown.start, height: shown.size, left: 0, right: 0 }
          }
        />
      )}
    </div>
  )
}
