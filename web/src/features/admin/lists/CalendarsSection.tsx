/* Calendars: which days of the week are worked, and the days that are otherwise. */
import { Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { createRecord, fieldOf, recordKeys, recordType, type KamRecord } from '@/api/records'
import { send } from '@/api/send'
import { say } from '@/i18n'
import { countryName } from '@/i18n/countries'
import { useAction } from '../pieces/useAction'
import { workingRuns } from './calendar'
import { CalendarDays } from './CalendarDays'
import { ListSection } from './ListSection'

function Calendar({ calendar }: { calendar: KamRecord }) {
  const { t, i18n } = useTranslation('admin')
  const type = recordType('calendar')
  const label = (day: string) => say(fieldOf(type, day)?.label).toLocaleLowerCase()
  const runs = workingRuns(calendar).map(([first, last]) =>
    first === last ? label(first) : t('calendars.run', { first: label(first), last: label(last) }),
  )

  return (
    <>
      <Text size="sm" fw={600}>
        {String(calendar.name)}
      </Text>
      <Text size="sm" c="dimmed">
        {[
          calendar.country ? countryName(String(calendar.country), i18n.language) : null,
          t('calendars.works', { days: runs.join(', ') || t('calendars.never') }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </>
  )
}

/* Most firms here need this one: it is a press away. */
function Begin() {
  const { t, i18n } = useTranslation('admin')
  const year = new Date().getFullYear()
  const make = useAction(
    async () => {
      const { id } = await createRecord('calendar', { name: t('calendars.serbia'), country: 'RS' })
      for (const one of [year, year + 1])
        await send('POST', `/api/v1/calendars/${id}/fill`, { body: { year: one, language: i18n.language } })
    },
    { done: t('calendars.made'), refresh: [recordKeys.type('calendar'), recordKeys.type('calendar_day')] },
  )

  return (
    <Button loading={make.isPending} onClick={() => make.mutate(undefined)}>
      {t('calendars.begin', { first: year, last: year + 1 })}
    </Button>
  )
}

export function CalendarsSection() {
  return (
    <ListSection
      name="calendars"
      type="calendar"
      order="name"
      row={(calendar) => <Calendar calendar={calendar} />}
      below={(calendar, canWrite) => <CalendarDays calendar={calendar} canWrite={canWrite} />}
      begin={<Begin />}
    />
  )
}
