/* Calendars: the words for the working days of a week. */
import type { KamRecord } from '@/api/records'

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** Days of the week that are worked, as runs: Monday to Friday, Sunday. */
export function workingRuns(calendar: KamRecord): (readonly [string, string])[] {
  const runs: [string, string][] = []
  WEEKDAYS.forEach((day, at) => {
    if (calendar[day] !== true) return
    const last = runs.at(-1)
    if (last && at > 0 && last[1] === WEEKDAYS[at - 1]) last[1] = day
    else runs.push([day, day])
  })
  return runs
}
