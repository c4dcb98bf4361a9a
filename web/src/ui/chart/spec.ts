/* What a chart is to the component that shows it: what ECharts draws, and where the reader's cursor can stand. */
import type { EChartsCoreOption } from 'echarts/core'

export interface Cursor {
  /** The axis that the cursor runs along; time and rank run along x, names down y. */
  axis: 'x' | 'y'
  /** Where each point stands on it; its index for categories. Ascending. */
  at: readonly number[]
}

export interface ChartSpec {
  option: EChartsCoreOption
  cursor: Cursor
}

export const categories = (n: number): number[] => Array.from({ length: n }, (_, index) => index)

/** The point that is nearest to a place on the axis. */
export function nearestPoint(at: readonly number[], place: number): number {
  let [low, high] = [0, at.length - 1]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((at[middle] as number) < place) low = middle
    else high = middle
  }
  return Math.abs((at[low] as number) - place) <= Math.abs((at[high] as number) - place) ? low : high
}

const STEPS: Record<string, (index: number, last: number) => number> = {
  ArrowRight: (index) => index + 1,
  ArrowLeft: (index) => index - 1,
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  PageDown: (index, last) => index + Math.max(1, Math.round(last / 10)),
  PageUp: (index, last) => index - Math.max(1, Math.round(last / 10)),
  Home: () => 0,
  End: (_, last) => last,
}

/** Where a key moves the cursor; undefined for keys that are not the chart's. `none` stands before the first point. */
export function moveByKey(key: string, index: number | null, count: number): number | undefined {
  const step = STEPS[key]
  if (!step || count === 0) return undefined
  return index === null && !['End'].includes(key) ? 0 : Math.max(0, Math.min(count - 1, step(index ?? 0, count - 1)))
}
