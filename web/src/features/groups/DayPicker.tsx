/* The day that the group is looked at: a field, a slider over its history, and steps from one change to the next. */
import { Button, Group, Slider } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { useUrlSearch } from '@/ui/url'
import { DayField } from './DayField'
import { dayOfNumber, numberOfDay, stepFrom, today } from './days'
import type { GroupEvent } from './groups'
import { dayOf } from './place'

export function DayPicker({ events }: { events: readonly GroupEvent[] }) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const [search, change] = useUrlSearch()
  const day = dayOf(search)
  const [moving, setMoving] = useState<number | null>(null)
  const go = (next: string | undefined) => {
    setMoving(null)
    change({ as_of: next === today() ? undefined : next })
  }
  const settle = useDebouncedCallback((value: number) => go(dayOfNumber(value)), 250)
  const last = numberOfDay(today())
  const first = events[0] ? Math.min(numberOfDay(events[0].day) - 30, last - 1) : last - 1
  const days = events.map((event) => event.day)
  const back = stepFrom(days, day ?? today(), -1)
  const on = stepFrom(days, day ?? today(), 1)

  return (
    <Group align="flex-end" gap="sm" className="kam-no-print">
      <DayField value={day} onChange={go} />
      <Button size="xs" variant="default" disabled={!back} onClick={() => go(back)}>
        {t('as_of.back')}
      </Button>
      <Button size="xs" variant="default" disabled={!on && !day} onClick={() => go(on)}>
        {on || !day ? t('as_of.on') : t('as_of.today')}
      </Button>
      {events.length > 0 && (
        <Slider
          flex="1 1 200px"
          mb={6}
          min={first}
          max={last}
          step={1}
          value={moving ?? numberOfDay(day ?? today())}
          onChange={(value) => {
            setMoving(value)
            settle(value)
          }}
          label={(value) => format.date(dayOfNumber(value))}
          thumbLabel={t('as_of.slider')}
          thumbProps={{ 'aria-valuetext': format.date(day ?? today()) }}
        />
      )}
    </Group>
  )
}
