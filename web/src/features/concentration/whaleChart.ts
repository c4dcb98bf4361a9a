/* The whale curve: customers from the one that brings most to the one that costs most, and what they bring together as a multiple of the
 * whole profit. What stands above the line of 100% is what the others take away again. */
import { BASE, COLOURS, TEXT, VALUE_AXIS } from '@/ui/chart/style'
import type { ChartSpec } from '@/ui/chart/spec'
import type { Money } from '@/i18n/format'
import type { Profit, WhalePoint } from './analysis'

export interface Whale {
  points: (WhalePoint & {
    /** What so many best bring together, as a multiple of the whole profit. */
    part: number
  })[]
  /** The same of all who bring any, before others take from it. */
  peak: number
  /** Where that is, as a share of all. */
  peak_at: number
}

/** null where there is no profit that could be shared. */
export function whaleOf(profit: Profit, numberOf: (money: Money | null) => number | null): Whale | null {
  const total = numberOf(profit.margin)
  if (!total || total <= 0 || profit.peak_multiple === null || !profit.points) return null
  return {
    points: profit.points.map((point) => ({ ...point, part: (numberOf(point.cumulative) ?? 0) / total })),
    peak: profit.peak_multiple,
    peak_at: profit.peak_holders / profit.holders,
  }
}

export function whaleChart({ points, peak, peak_at }: Whale, { percent }: { percent(value: number): string }): ChartSpec {
  const axis = { ...VALUE_AXIS, min: 0, axisLabel: { ...TEXT, formatter: (value: number) => percent(value) } }
  const top = Math.ceil(peak * 10 + 0.01) / 10
  return {
    option: {
      ...BASE,
      xAxis: { ...axis, max: 1, interval: 0.2, splitLine: { show: false }, axisLine: { show: true, lineStyle: { color: COLOURS.quiet } } },
      yAxis: { ...axis, max: Math.max(1, top) },
      series: [
        {
          type: 'line',
          name: 'actual',
          data: [[0, 0], ...points.map(({ share_of_holders, part }) => [share_of_holders, part])],
          symbol: 'none',
          lineStyle: { color: COLOURS.actual, width: 2 },
          emphasis: { disabled: true },
          markArea:
            peak_at < 1
              ? { silent: true, data: [[{ xAxis: peak_at, itemStyle: { color: COLOURS.bad, opacity: 0.1 } }, { xAxis: 1 }]] }
              : undefined,
          markLine: {
            silent: true,
            symbol: 'none',
            animation: false,
            lineStyle: { color: COLOURS.accent, type: 'dashed', width: 1 },
            label: { formatter: percent(1), position: 'insideStartTop', ...TEXT, color: COLOURS.accent },
            data: [{ yAxis: 1 }],
          },
        },
      ],
    },
    cursor: { axis: 'x', at: points.map(({ share_of_holders }) => share_of_holders) },
  }
}
