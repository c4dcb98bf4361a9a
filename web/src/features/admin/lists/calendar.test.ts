import { describe, expect, it } from 'vitest'
import { WEEKDAYS, workingRuns } from './calendar'

const week = (...days: string[]) => ({
  id: '1',
  version: 1,
  created_at: '',
  updated_at: '',
  ...Object.fromEntries(WEEKDAYS.map((day) => [day, days.includes(day)])),
})

describe('workingRuns', () => {
  it('joins days that follow one another', () => {
    expect(workingRuns(week('monday', 'tuesday', 'wednesday', 'friday'))).toEqual([
      ['monday', 'wednesday'],
      ['friday', 'friday'],
    ])
    expect(workingRuns(week(...WEEKDAYS))).toEqual([['monday', 'sunday']])
    expect(workingRuns(week())).toEqual([])
  })
})
