/* Changes as bars from a middle: up to the right in the colour of good, down to the left in that of bad, each with its sign. */
import { BASE, CATEGORY_AXIS, colourOfChange, COLOURS, TEXT, VALUE_AXIS } from './style'
import { sameScale, type Scale } from './scale'
import { categories, type ChartSpec } from './spec'

export interface Change {
  name: string
  value: number
}

interface Writing {
  /** With its sign. */
  change(value: number): string
  more_is_good?: boolean
  scale?: Scale
}

/* Names of firms are long: they are whole where there is room, and leave room for bars on a telephone. */
const NAME_WIDTH = 170
const BY_WIDTH = [
  { query: { maxWidth: 420 }, option: { yAxis: { axisLabel: { width: 130 } } } },
  { query: { minWidth: 520 }, option: { yAxis: { axisLabel: { width: 230 } } } },
]

const barOf = (value: number, text: string, color: string) => ({
  value,
  itemStyle: { color },
  label: { show: true, position: value < 0 ? 'left' : 'right', formatter: text, ...TEXT, color },
})

export function divergingChart(changes: readonly Change[], { change, more_is_good = true, scale }: Writing): ChartSpec {
  const { min, max } = scale ?? sameScale([changes.map(({ value }) => value)])
  // Labels stand outside of the bars: room for them on the side that has bars.
  const room = (max - min) * 0.16
  return {
    option: {
      ...BASE,
      grid: { ...BASE.grid, top: 0 },
      xAxis: {
        ...VALUE_AXIS,
        min: min < 0 ? min - room : 0,
        max: max > 0 ? max + room : 0,
        axisLabel: { show: false },
        splitLine: { show: false },
      },
      yAxis: {
        ...CATEGORY_AXIS,
        inverse: true,
        data: changes.map(({ name }) => name),
        axisLine: { show: true, onZero: true, lineStyle: { color: COLOURS.quiet } },
        axisLabel: { ...TEXT, color: COLOURS.ink, width: NAME_WIDTH, overflow: 'truncate', interval: 0 },
      },
      series: [
        {
          type: 'bar',
          name: 'change',
          barMaxWidth: 16,
          emphasis: { disabled: true },
          data: changes.map(({ value }) => barOf(value, change(value), colourOfChange(value, more_is_good))),
        },
      ],
      media: BY_WIDTH,
    },
    cursor: { axis: 'y', at: categories(changes.length) },
  }
}
