/* The curve of concentration: customers from the largest to the smallest along x, the share of sales that they make together up y.
 * Classes A, B and C are bands under it; eighty per cent is a line. */
import { BASE, COLOURS, TEXT, VALUE_AXIS } from './style'
import type { ChartSpec } from './spec'

export interface ParetoPoint {
  /** Share of all customers, 0..1, ascending. */
  customers: number
  /** Share of sales that they make together. */
  sales: number
}

export interface ParetoClass {
  name: string
  /** Where it ends, as a share of customers. */
  until: number
}

interface Writing {
  percent(value: number): string
  /** Whose share is marked, 0.8. */
  mark: number
}

const WASHES = [0.16, 0.08, 0]

function classAreas(classes: readonly ParetoClass[]) {
  return classes.map(({ name, until }, index) => {
    const from = index > 0 ? (classes[index - 1] as ParetoClass).until : 0
    return [
      {
        xAxis: from,
        name,
        itemStyle: { color: COLOURS.accent, opacity: WASHES[index] ?? 0 },
        label: { show: until - from > 0.04, position: 'insideBottom', ...TEXT, fontWeight: 600 },
      },
      { xAxis: until },
    ]
  })
}

export function paretoChart(points: readonly ParetoPoint[], classes: readonly ParetoClass[], { percent, mark }: Writing): ChartSpec {
  const from = [0, 0]
  const axis = { ...VALUE_AXIS, min: 0, max: 1, interval: 0.2, axisLabel: { ...TEXT, formatter: (value: number) => percent(value) } }
  // A curve that returns bring down at its end passes one on the way.
  const top = Math.max(1, ...points.map((point) => point.sales))
  return {
    option: {
      ...BASE,
      xAxis: { ...axis, splitLine: { show: false }, axisLine: { show: true, lineStyle: { color: COLOURS.quiet } } },
      yAxis: { ...axis, max: top > 1.001 ? Math.ceil(top * 10) / 10 : 1 },
      series: [
        {
          type: 'line',
          name: 'actual',
          data: [from, ...points.map((point) => [point.customers, point.sales])],
          symbol: 'none',
          lineStyle: { color: COLOURS.actual, width: 2 },
          emphasis: { disabled: true },
          markArea: { silent: true, data: classAreas(classes) },
          markLine: {
            silent: true,
            symbol: 'none',
            animation: false,
            lineStyle: { color: COLOURS.accent, type: 'dashed', width: 1 },
            label: { formatter: percent(mark), position: 'insideStartTop', ...TEXT, color: COLOURS.accent },
            data: [{ yAxis: mark }],
          },
        },
      ],
    },
    cursor: { axis: 'x', at: points.map((point) => point.customers) },
  }
}
