/* One scale for charts that stand side by side: the same height is the same amount. */

export interface Scale {
  min: number
  max: number
  step: number
}

const NICE = [1, 2, 2.5, 5, 10]

/* The smallest step of the form 1, 2, 2.5 or 5 times a power of ten that makes at most `parts` parts. */
function niceStep(span: number, parts: number): number {
  const rough = span / parts
  const power = 10 ** Math.floor(Math.log10(rough))
  return (NICE.find((factor) => factor * power >= rough * (1 - 1e-9)) ?? 10) * power
}

/** Bounds that hold all series, zero included, in round steps. */
export function sameScale(series: readonly (readonly (number | null | undefined)[])[], parts = 4): Scale {
  const values = series.flat().filter((value): value is number => typeof value === 'number' && Number.isFinite(value))
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)]
  if (low === high) return { min: 0, max: 1, step: 1 }
  const step = niceStep(high - low, parts)
  return { min: Math.floor(low / step + 1e-9) * step, max: Math.ceil(high / step - 1e-9) * step, step }
}
