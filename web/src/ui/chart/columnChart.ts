/* A few columns of one measure, such as a year each, with the figure on top: small enough to stand beside others on one scale. */
import { BASE, CATEGORY_AXIS, COLOURS, ITEM_STYLES, TEXT, VALUE_AXIS, type Kind } from './style'
import { sameScale, type Scale } from './scale'
import { categories, type ChartSpec } from './spec'

export interface Column {
  label: string
  value: number | null
  kind?: Kind
}

interface Writing {
  text(value: number): string
  scale?: Scale
}

export function columnChart(columns: readonly Column[], { text, scale }: Writing): ChartSpec {
  const { min, max } = scale ?? sameScale([columns.map(({ value }) => value)])
  return {
    option: {
      ...BASE,
      grid: { ...BASE.grid, top: 20 },
      xAxis: { ...CATEGORY_AXIS, data: columns.map(({ label }) => label) },
      yAxis: { ...VALUE_AXIS, min, max, axisLabel: { show: false }, splitLine: { show: false } },
      series: [
        {
          type: 'bar',
          name: 'actual',
          barMaxWidth: 40,
          emphasis: { disabled: true },
          label: { show: true, position: 'top', ...TEXT, color: COLOURS.ink, formatter: ({ value }: { value: number }) => text(value) },
          data: columns.map(({ value, kind = 'actual' }) => ({ value, itemStyle: ITEM_STYLES[kind] })),
        },
      ],
    },
    cursor: { axis: 'x', at: categories(columns.length) },
  }
}
