/* How charts look, after IBCS: what happened dark and solid, the year before light, a plan outlined, a forecast hatched; good and bad
 * by colour and sign. Colours are variables of styles.css, so that a chart follows the theme without being drawn again. */

export type Kind = 'actual' | 'before' | 'plan' | 'forecast'

export const COLOURS = {
  actual: 'var(--kam-actual)',
  before: 'var(--kam-before)',
  plan: 'var(--kam-plan)',
  forecast: 'var(--kam-forecast)',
  good: 'var(--kam-good)',
  bad: 'var(--kam-bad)',
  accent: 'var(--kam-accent)',
  ink: 'var(--kam-ink)',
  quiet: 'var(--kam-quiet)',
  line: 'var(--kam-line)',
  surface: 'var(--kam-surface)',
} as const

export interface ItemStyle {
  color: string
  borderColor?: string
  borderWidth?: number
  decal?: object
}

/* Lines at 45 degrees on the colour of the ground. */
const HATCH = {
  symbol: 'rect',
  dashArrayX: [1, 0],
  dashArrayY: [2, 3],
  rotation: -Math.PI / 4,
  color: COLOURS.forecast,
}

export const ITEM_STYLES: Record<Kind, ItemStyle> = {
  actual: { color: COLOURS.actual },
  before: { color: COLOURS.before },
  plan: { color: COLOURS.surface, borderColor: COLOURS.plan, borderWidth: 1.5 },
  forecast: { color: COLOURS.surface, borderColor: COLOURS.forecast, borderWidth: 1, decal: HATCH },
}

/** A change by its sign; `more_is_good` is false of returns, costs and the like. */
export const colourOfChange = (value: number, moreIsGood = true): string =>
  value === 0 ? COLOURS.quiet : value > 0 === moreIsGood ? COLOURS.good : COLOURS.bad

/* ECharts measures labels before it draws them, so the typeface must be named. */
export const TEXT = { fontFamily: "'Inter Variable', system-ui, sans-serif", fontSize: 11, color: COLOURS.quiet }

/** What all charts share: nothing moves, nothing floats above the figures, room for labels. */
export const BASE = {
  animation: false,
  textStyle: TEXT,
  grid: { left: 4, right: 12, top: 12, bottom: 4, containLabel: true },
} as const

export const CATEGORY_AXIS = {
  type: 'category' as const,
  axisLine: { lineStyle: { color: COLOURS.quiet } },
  axisTick: { show: false },
  axisLabel: { ...TEXT, hideOverlap: true },
}

export const VALUE_AXIS = {
  type: 'value' as const,
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: COLOURS.line } },
  axisLabel: TEXT,
}
