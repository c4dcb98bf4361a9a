/* Months or years as columns: what happened, the year before behind it, the plan, and the forecast hatched, with the fan in which it
 * lies in four and in nineteen of twenty cases. Time runs to the right. */
import { BASE, CATEGORY_AXIS, COLOURS, ITEM_STYLES, TEXT, VALUE_AXIS, type Kind } from './style'
import { sameScale, type Scale } from './scale'
import { categories, type ChartSpec } from './spec'

export type Band = readonly [low: number, high: number]

export interface TimePoint {
  /** Below the column; short. A line break puts the year below the month. */
  label: string
  actual: number | null
  before?: number | null
  plan?: number | null
  forecast?: number | null
  band80?: Band | null
  band95?: Band | null
}

interface Writing {
  short(value: number): string
  scale?: Scale
}

/* The year before peeps out at the left of its column, as IBCS has it. */
const OVERLAP = '-65%'

const isKnown = (value: unknown) => value !== null && value !== undefined

/* A band is two stacked areas: nothing up to its lower end, then the band. */
function bandSeries(name: string, bands: readonly (Band | null)[], opacity: number) {
  const shape = { type: 'line', stack: name, stackStrategy: 'all', z: 3, symbol: 'none', lineStyle: { opacity: 0 } }
  const line = { ...shape, silent: true, emphasis: { disabled: true } }
  return [
    { ...line, name: `${name}_low`, data: bands.map((band) => (band ? band[0] : null)) },
    { ...line, name, data: bands.map((band) => (band ? band[1] - band[0] : null)), areaStyle: { color: COLOURS.forecast, opacity } },
  ]
}

function columnSeries(name: string, data: unknown[], kind: Kind, z: number) {
  const shape = { type: 'bar', z, barMaxWidth: 28, barGap: OVERLAP, barCategoryGap: '24%', emphasis: { disabled: true } }
  return { ...shape, name, data, itemStyle: ITEM_STYLES[kind] }
}

/* Forecasts stand in the columns of what happened, each hatched for itself, so that a month has one width. */
const columnOf = ({ actual, forecast }: TimePoint) =>
  actual === null && isKnown(forecast) ? { value: forecast, itemStyle: ITEM_STYLES.forecast } : actual

/* A fan opens from the last thing that happened. */
function fanOf(points: readonly TimePoint[], pick: (point: TimePoint) => Band | null | undefined): (Band | null)[] {
  return points.map((point, index) => {
    const next = points[index + 1]
    const opens = point.actual !== null && !pick(point) && next !== undefined && pick(next)
    return opens ? [point.actual as number, point.actual as number] : (pick(point) ?? null)
  })
}

export const scaleOfTimes = (points: readonly TimePoint[]): Scale =>
  sameScale(points.map((point) => [point.actual, point.before, point.plan, point.forecast, ...(point.band95 ?? point.band80 ?? [])]))

export function timeChart(points: readonly TimePoint[], { short, scale = scaleOfTimes(points) }: Writing): ChartSpec {
  const has = (pick: (point: TimePoint) => unknown) => points.some((point) => isKnown(pick(point)))
  const series = [
    ...(has((point) => point.before) ? [columnSeries('before', points.map((point) => point.before ?? null), 'before', 1)] : []),
    columnSeries('actual', points.map(columnOf), 'actual', 2),
    ...(has((point) => point.plan) ? [columnSeries('plan', points.map((point) => point.plan ?? null), 'plan', 1)] : []),
    ...(has((point) => point.band95) ? bandSeries('band95', fanOf(points, (point) => point.band95), 0.18) : []),
    ...(has((point) => point.band80) ? bandSeries('band80', fanOf(points, (point) => point.band80), 0.3) : []),
  ]
  return {
    option: {
      ...BASE,
      xAxis: { ...CATEGORY_AXIS, data: points.map((point) => point.label), axisLabel: { ...TEXT, hideOverlap: true, lineHeight: 14 } },
      yAxis: {
        ...VALUE_AXIS,
        min: scale.min,
        max: scale.max,
        interval: scale.step,
        axisLabel: { ...TEXT, formatter: (value: number) => short(value) },
      },
      series,
    },
    cursor: { axis: 'x', at: categories(points.length) },
  }
}
