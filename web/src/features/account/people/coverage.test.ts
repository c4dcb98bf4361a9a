import { describe, expect, it } from 'vitest'
import type { KamRecord } from '@/api/records'
import { countMeetings } from './coverage'

const talk = (at: string, ours: string[], theirs: string[]) =>
  ({ id: at, at, ours: ours.map((id) => ({ id, name: id })), theirs: theirs.map((id) => ({ id, name: id })) }) as unknown as KamRecord

describe('countMeetings', () => {
  const coverage = countMeetings(
    [talk('2026-03-02', ['ana'], ['zoran', 'vera']), talk('2026-01-01', ['ana', 'ivan'], ['zoran'])],
    [{ id: 'mira', name: 'Mira' }],
  )

  it('counts each pair and keeps the last day, whatever the order of the talks', () => {
    expect(coverage.of('ana', 'zoran')).toEqual({ count: 2, last: '2026-03-02' })
    expect(coverage.of('ivan', 'vera')).toBeNull()
    expect(coverage.most).toBe(2)
  })

  it('shows whom nobody has met', () => {
    expect(coverage.theirs.map(({ id }) => id)).toEqual(['mira', 'zoran', 'vera'])
    expect(coverage.ours.every(({ id }) => coverage.of(id, 'mira') === null)).toBe(true)
  })
})
