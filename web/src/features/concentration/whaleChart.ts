/* The whale curve: customers from the one that brings most to the one that costs most, and what they bring together as a multiple of the
 * whole profit. What stands above the line of 100% is what the others take away again. */
import { BASE, COLOURS, TEXT, VALUE_AXIS } from '@/ui/chart/style'
import type { ChartSpec } from '@/ui/chart/spec'
import type { Whale } from './reckon'

export function whaleChart({ points, peak, total, peak_holders }: Whale, { percent }: { percent(value: number): string }): ChartSpec {
  const axis = { ...VALUE_AXIS, min: 0, axisLabel: { ...TEXT, formatter: (value: number) => percent(value) } }
  const n = points.length
  const top = Math.ceil((peak / total) * 10 + 0.01) / 10
  return {
    option: {
      ...BASE,
      xAxis: { ...axis, max: 1, interval: 0.2, splitLine: { show: false }, axisLine: { show: true, lineStyle: { color: COLOURS.quiet } } },
      yAxis: { ...axis, max: Math.max(1, top) },
      series: [
        {
          type: 'line',
          name: 'actual',
          data: [[0, 0], ...points.map(({ rank, cumulative }) => [rank / n, cumulative])],
          symbol: 'none',
          lineStyle: { color: COLOURS.actual, width: 2 },
          emphasis: { disabled: true },
          markArea:
            peak_holders < n
              ? { silent: true, data: [[{ xAxis: peak_holders / n, itemStyle: { color: COLOURS.bad, opacity: 0.1 } }, { xAxis: 1 }]] }
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
    cursor: { axis: 'x', at: points.map(({ rank }) => rank / n) },
  }
}
