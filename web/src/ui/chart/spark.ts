/* Where the line of a sparkline goes. */

export type SparkPoint = number | null

export interface SparkPaths {
  /** Path data; '' when there is nothing to draw. */
  actual: string
  forecast: string
  /** Height of zero, where values of both signs are. */
  zero: number | null
  /** The last actual value. */
  last: [number, number] | null
}

const EDGE = 3

const asText = (value: number) => String(Math.round(value * 10) / 10)

/* Runs of known points, each a piece of line; a run of one point is a dot. */
function pathOf(points: readonly ([number, number] | null)[]): string {
  let begun = false
  return points
    .map((point) => {
      if (!point) {
        begun = false
        return ''
      }
      const word = `${begun ? 'L' : 'M'}${asText(point[0])} ${asText(point[1])}`
      begun = true
      return word
    })
    .join('')
}

/** Zero is always in the picture: a line that rises by a hundredth must not look like one that doubles. */
export function sparkPaths(values: readonly SparkPoint[], width: number, height: number, forecastFrom = values.length): SparkPaths {
  const known = values.filter((value): value is number => value !== null)
  if (known.length === 0) return { actual: '', forecast: '', zero: null, last: null }
  const low = Math.min(0, ...known)
  const high = Math.max(0, ...known)
  const span = high - low || 1
  const x = (index: number) => EDGE + (values.length > 1 ? (index * (width - 2 * EDGE)) / (values.length - 1) : (width - 2 * EDGE) / 2)
  const y = (value: number) => EDGE + ((high - value) / span) * (height - 2 * EDGE)
  const points = values.map((value, index): [number, number] | null => (value === null ? null : [x(index), y(value)]))
  const actual = points.slice(0, forecastFrom)
  return {
    actual: pathOf(actual),
    // The forecast begins at the last thing that happened, so that the line is one.
    forecast: forecastFrom < values.length ? pathOf(points.slice(Math.max(0, forecastFrom - 1))) : '',
    zero: low < 0 ? y(0) : null,
    last: actual.filter((point) => point !== null).at(-1) ?? null,
  }
}
