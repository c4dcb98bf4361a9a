import { describe, expect, it } from 'vitest'
import { indicesOf, seriesOf, spansOf, turnOf, type Analysis, type Indices, type Slice, type Span } from './analysis'

const span = (label: string) => ({ label }) as Span
const analysis = (trend: Analysis['trend']) =>
  ({ trend, by_year: [span('2025')], by_quarter: [span('2025-Q1'), span('2025-Q2')], rolling: null }) as unknown as Analysis

describe('turnOf', () => {
  const rising = { slope_per_year: 1, direction: 'rises' as const }

  it('is that of what is measured', () => {
    const one = analysis({ quarters: 8, hhi: rising, profit: { hhi: { slope_per_year: 0, direction: 'not_clear' } } })
    expect([turnOf(one, 'revenue'), turnOf(one, 'profit')]).toEqual(['rises', 'not_clear'])
  })

  it('is unknown where there are too few quarters', () => expect(turnOf(analysis(null), 'revenue')).toBe('unknown'))
})

describe('spansOf', () => {
  it('takes the steps asked for; none where there are none', () => {
    expect(spansOf(analysis(null), 'quarter').map(({ label }) => label)).toEqual(['2025-Q1', '2025-Q2'])
    expect(spansOf(analysis(null), 'rolling')).toEqual([])
  })
})

it('indicesOf takes those of profit where profit is looked at', () => {
  const [net, gains] = [{ hhi: 0.1 } as Indices, { hhi: 0.2 } as Indices]
  const one = { net: null, concentration: net, profit: { margin: null, gains } }
  expect([indicesOf(one, 'revenue'), indicesOf(one, 'profit')]).toEqual([net, gains])
  expect(indicesOf({ net: null, concentration: net }, 'profit')).toBeNull()
})

it('seriesOf leaves out the quarter that the data end in', () => {
  const point = (label: string, whole: boolean, hhi: number | null) => ({ label, whole, hhi, profit: { hhi: 0.5 } })
  const slice = { series: [point('2025-Q1', true, 0.1), point('2025-Q2', true, null), point('2025-Q3', false, 0.9)] } as Slice
  expect(seriesOf(slice, 'revenue')).toEqual([0.1, null])
  expect(seriesOf(slice, 'profit')).toEqual([0.5, 0.5])
})
