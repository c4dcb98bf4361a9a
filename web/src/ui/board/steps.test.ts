import { describe, expect, it } from 'vitest'
import { recordType } from '@/api/records'
import { cardFrom, placeOfCard, wayTowards } from './steps'
import type { Column } from './useBoard'

const column = (state: string, ...ids: string[]) => ({ state, total: ids.length, records: ids.map((id) => ({ id })) }) as unknown as Column
const columns = [column('open', 'a', 'b', 'c'), column('in_progress'), column('done', 'd'), column('dropped')]

describe('keys on a board', () => {
  it.each([
    ['a', 'ArrowDown', 'b'],
    ['a', 'ArrowUp', null],
    ['c', 'ArrowRight', 'd'],
    ['d', 'ArrowLeft', 'a'],
    ['d', 'ArrowRight', null],
  ])('from %s by %s to %s', (from, key, to) => {
    const place = placeOfCard(columns, from)
    expect(place && cardFrom(columns, place, key)).toBe(to)
  })

  it('takes a card only where its state leads', () => {
    const task = recordType('task')
    const [open, done] = [placeOfCard(columns, 'a'), placeOfCard(columns, 'd')]
    expect(open && wayTowards(task, columns, open, 1)?.to).toBe('in_progress')
    expect(open && wayTowards(task, columns, open, -1)).toBeNull()
    // What is done is opened again; it does not go back to being in progress.
    expect(done && wayTowards(task, columns, done, -1)?.to).toBe('open')
    expect(placeOfCard(columns, 'x')).toBeNull()
  })
})
