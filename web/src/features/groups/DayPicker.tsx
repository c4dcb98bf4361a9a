/* The time that the group is looked at: the switch, a slider over its history, and steps from one change to the next. */
import { Button, Group, Slider } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { useUrlSearch } from '@/ui/url'
import { dayOfNumber, numberOfDay, stepFrom, today } from './days'
import type { OneGroup } from './groups'
import { dayOf } from './place'
import { When } from './When'

function Steps({ days, day, go }: { days: readonly string[]; day: string | undefined; go(next: string | undefined): void }) {
  const { t } = useTranslation('groups')
  const back = stepFrom(days, day ?? today(), -1)
  const on = stepFrom(days, day ?? today(), 1)

  return (
    <>
      <Button size="xs" variant="default" disabled={!back} onClick={() => go(back)}>
        {t('when.back')}
      </Button>
      <Button size="xs" variant="default" disabled={!on && !day} onClick={() => go(on)}>
        {on || !day ? t('when.on') : t('when.today')}
      </Button>
    </>
  )
}

export function DayPicker({ group: { events } }: { group: OneGroup }) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const [search, change] = useUrlSearch()
  const day = dayOf(search)
  const [moving, setMoving] = useState<number | null>(null)
  const go = (next: string | undefined) => {
    setMoving(null)
    change({ groups: next === today() ? undefined : next })
  }
  const settle = useDebouncedCallback((value: number) => go(dayOfNumber(value)), 250)
  const last = numberOfDay(today())
  const first = events[0] ? Math.min(numberOfDay(events[0].day) - 30, last - 1) : last - 1

  return (
    <Group align="center" gap="sm" className="kam-no-print">
      <When />
      {events.length > 0 && (
        <Group gap="sm" flex="1 1 320px">
          <Steps days={events.map((event) => event.day)} day={day} go={go} />
          <Slider
            flex="1 1 160px"
            min={first}
            max={last}
            step={1}
            value={moving ?? numberOfDay(day ?? today())}
            onChange={(value) => {
              setMoving(value)
              settle(value)
            }}
            label={(value) => format.date(dayOfNumber(value))}
            thumbLabel={t('when.slider')}
            thumbProps={{ 'aria-valuetext': format.date(day ?? today()) }}
          />
        </Group>
      )}
    </Group>
  )
}
