/* ECharts with nothing but what our charts are made of; a chunk of its own, loaded when the first chart is shown.
 * Drawn as SVG: sharp on paper, and its colours can be the variables of styles.css, which follow the theme by themselves. */
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, MarkAreaComponent, MarkLineComponent } from 'echarts/components'
import { init, use as register, type EChartsType } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

register([BarChart, LineChart, GridComponent, MarkAreaComponent, MarkLineComponent, SVGRenderer])

export type Drawing = EChartsType

export const draw = (place: HTMLElement): Drawing =>
  init(place, null, { renderer: 'svg', width: place.clientWidth || 600, height: place.clientHeight || 240 })
