import { describe, expect, it } from 'vitest'
import { fieldOf, recordType, type Field } from '@/api/records'
import { isLate } from './late'

const MADE = { id: '1', version: 1, created_at: '2026-01-01T08:00:00Z', updated_at: '2026-01-01T08:00:00Z' }

describe('a task is late', () => {
  const task = recordType('task')
  const field = fieldOf(task, 'due_on') as Field
  const late = (more: object) => isLate(task, { ...MADE, state: 'open', due_on: '2026-03-01', ...more }, field, '2026-03-02')

  it('from the day after, until it is done or dropped', () => {
    expect(late({})).toBe(true)
    expect(late({ state: 'in_progress' })).toBe(true)
    expect(late({ due_on: '2026-03-02' })).toBe(false)
    expect(late({ state: 'done' })).toBe(false)
    expect(late({ state: 'dropped' })).toBe(false)
  })

  it('never without a day or a known state', () => {
    expect(late({ due_on: null })).toBe(false)
    expect(late({ state: undefined })).toBe(false)
  })
})
