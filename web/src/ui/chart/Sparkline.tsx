/* A run of numbers as small as a word: how it went, without axes. Plain SVG, thousands of them cost nothing.
 * Actual solid; what is expected after `forecast_from` hatched by dashes; what is missing leaves a gap. */
import { sparkPaths, type SparkPoint } from './spark'

export interface SparklineProps {
  /** Oldest first; null where nothing is known. */
  values: readonly SparkPoint[]
  /** In words, for who does not see it: "sales of 24 months, falling". */
  label: string
  width?: number
  height?: number
  /** Index of the first value that is a forecast. */
  forecast_from?: number
  /** Colour of the last dot by what it means; without it neutral. */
  tone?: 'good' | 'bad'
}

const TONES = { good: 'var(--kam-good)', bad: 'var(--kam-bad)' }

export function Sparkline({ values, label, width = 96, height = 24, forecast_from, tone }: SparklineProps) {
  const { actual, forecast, zero, last } = sparkPaths(values, width, height, forecast_from)

  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} focusable="false">
      {zero !== null && <line x1={0} x2={width} y1={zero} y2={zero} stroke="var(--kam-line)" strokeWidth={1} />}
      {actual && <path d={actual} fill="none" stroke="var(--kam-actual)" strokeWidth={1.5} strokeLinejoin="round" strokeLinecap="round" />}
      {forecast && <path d={forecast} fill="none" stroke="var(--kam-forecast)" strokeWidth={1.5} strokeDasharray="3 2" />}
      {last && <circle cx={last[0]} cy={last[1]} r={2} fill={tone ? TONES[tone] : 'var(--kam-actual)'} />}
    </svg>
  )
}
