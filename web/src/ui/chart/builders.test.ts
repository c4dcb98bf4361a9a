import { describe, expect, it } from 'vitest'
import { columnChart } from './columnChart'
import { divergingChart } from './divergingChart'
import { paretoChart } from './paretoChart'
import { sameScale } from './scale'
import { moveByKey, nearestPoint } from './spec'
import { COLOURS, ITEM_STYLES } from './style'
import { timeChart, type TimePoint } from './timeChart'

interface Series {
  name: string
  type: string
  data: unknown[]
  itemStyle?: unknown
}

const allSeries = (spec: { option: object }) => (spec.option as { series: Series[] }).series
const seriesOf = (spec: { option: object }, name: string) => allSeries(spec).find((series) => series.name === name)
const short = (value: number) => `${value / 1000} k`

const MONTHS: TimePoint[] = [
  { label: 'Jan', actual: 2385, before: 2100 },
  { label: 'Feb', actual: 1770, before: 2290 },
  { label: 'Mar', actual: null, forecast: 2004, band80: [1800, 2200], band95: [1650, 2380] },
]

describe('timeChart', () => {
  it('draws what happened solid and the year before light', () => {
    const spec = timeChart(MONTHS, { short })
    expect(seriesOf(spec, 'actual')?.itemStyle).toEqual({ color: COLOURS.actual })
    expect(seriesOf(spec, 'before')?.itemStyle).toEqual({ color: COLOURS.before })
  })

  it('hatches the forecast and outlines it, in the column of its month', () => {
    const columns = seriesOf(timeChart(MONTHS, { short }), 'actual')?.data
    const column = columns?.[2] as { value: number; itemStyle: { decal?: object; borderColor?: string } }
    expect(column.value).toBe(2004)
    expect(column.itemStyle.decal).toBeDefined()
    expect(column.itemStyle.borderColor).toBe(COLOURS.forecast)
  })

  it('outlines a plan without filling it', () => {
    const spec = timeChart([{ label: 'Jan', actual: 1, plan: 2 }], { short })
    expect(seriesOf(spec, 'plan')?.itemStyle).toEqual(ITEM_STYLES.plan)
    expect(ITEM_STYLES.plan.color).toBe(COLOURS.surface)
  })

  it('opens the fan at the last thing that happened', () => {
    const spec = timeChart(MONTHS, { short })
    expect(seriesOf(spec, 'band95_low')?.data).toEqual([null, 1770, 1650])
    expect(seriesOf(spec, 'band95')?.data).toEqual([null, 0, 730])
    expect(seriesOf(spec, 'band80')?.data).toEqual([null, 0, 400])
  })

  it('has no series for what nobody knows', () => {
    const spec = timeChart([{ label: 'Jan', actual: 3 }], { short })
    expect(allSeries(spec).map(({ name }) => name)).toEqual(['actual'])
  })

  it('keeps the whole fan inside the scale', () => {
    const axis = (timeChart(MONTHS, { short }).option as { yAxis: { max: number; min: number } }).yAxis
    expect(axis.max).toBeGreaterThanOrEqual(2385)
    expect(axis.min).toBe(0)
  })
})

describe('sameScale', () => {
  it('holds all charts that stand beside each other', () => {
    expect(sameScale([[12, 40], [97, null]])).toEqual({ min: 0, max: 100, step: 25 })
  })

  it('reaches below zero for returns', () => {
    expect(sameScale([[-30, 55]])).toEqual({ min: -50, max: 75, step: 25 })
  })

  it('has a scale even without figures', () => {
    expect(sameScale([[], [null]])).toEqual({ min: 0, max: 1, step: 1 })
  })
})

describe('divergingChart', () => {
  const change = (value: number) => (value > 0 ? `+${value}` : `−${-value}`)
  const points = (spec: ReturnType<typeof divergingChart>) =>
    seriesOf(spec, 'change')?.data as { itemStyle: { color: string }; label: { formatter: string; position: string } }[]

  it('says good and bad by colour and by sign', () => {
    const [up, down] = points(divergingChart([{ name: 'A', value: 5 }, { name: 'B', value: -7 }], { change }))
    expect([up?.itemStyle.color, up?.label.formatter]).toEqual([COLOURS.good, '+5'])
    expect([down?.itemStyle.color, down?.label.formatter, down?.label.position]).toEqual([COLOURS.bad, '−7', 'left'])
  })

  it('turns the colours where less is better', () => {
    expect(points(divergingChart([{ name: 'returns', value: 5 }], { change, more_is_good: false }))[0]?.itemStyle.color).toBe(COLOURS.bad)
  })
})

describe('paretoChart', () => {
  const points = [
    { customers: 0.25, sales: 0.7 },
    { customers: 1, sales: 1 },
  ]
  const classes = [
    { name: 'A', until: 0.25 },
    { name: 'B', until: 0.6 },
    { name: 'C', until: 1 },
  ]
  const spec = paretoChart(points, classes, { percent: (value) => `${value * 100}%`, mark: 0.8 })

  it('begins at nothing and ends at everything', () => {
    expect(seriesOf(spec, 'actual')?.data).toEqual([[0, 0], [0.25, 0.7], [1, 1]])
  })

  it('lets the cursor stand on customers alone, not on the beginning', () => {
    expect(spec.cursor).toEqual({ axis: 'x', at: [0.25, 1] })
  })
})

describe('columnChart', () => {
  it('stands beside others on a scale that is given', () => {
    const spec = columnChart([{ label: '2024', value: 0.3 }], { text: String, scale: { min: 0, max: 1, step: 0.25 } })
    expect((spec.option as { yAxis: { max: number } }).yAxis.max).toBe(1)
  })
})

describe('the cursor', () => {
  it('stands on the nearest point', () => {
    expect([0.11, 0.31, 0.9].map((place) => nearestPoint([0.1, 0.2, 0.4], place))).toEqual([0, 2, 2])
  })

  it('moves by arrows, and not beyond the ends', () => {
    expect(moveByKey('ArrowRight', null, 3)).toBe(0)
    expect(moveByKey('ArrowRight', 2, 3)).toBe(2)
    expect(moveByKey('ArrowLeft', 0, 3)).toBe(0)
    expect(moveByKey('End', null, 3)).toBe(2)
    expect(moveByKey('PageDown', 0, 101)).toBe(10)
    expect(moveByKey('a', 0, 3)).toBeUndefined()
  })
})
