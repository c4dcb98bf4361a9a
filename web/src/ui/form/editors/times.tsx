/* Editors of days and instants: typed as people write them, or chosen from a calendar. */
import '@mantine/dates/styles.css'
import { ActionIcon, Group, Input, Popover, TextInput } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { useDisclosure } from '@mantine/hooks'
import IconCalendar from '@tabler/icons-react/dist/esm/icons/IconCalendar.mjs'
import 'dayjs/locale/sr'
import 'dayjs/locale/sr-cyrl'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { say } from '@/i18n'
import { useFormat } from '@/i18n/use'
import { dayOf, readDay, readTime } from '@/i18n/typed'
import { asText, frameOf, orNull, type EditorProps } from './frame'
import { useTyped } from './useTyped'

const DAY = /^\d{4}-\d{2}-\d{2}$/
/* What dayjs calls our languages. */
const CALENDARS: Record<string, string> = { en: 'en', sr: 'sr', 'sr-Cyrl': 'sr-cyrl' }

/* The input of a day with its calendar beside. */
function DayInput({
  value,
  onChange,
  frame,
  error,
}: {
  value: string | null
  onChange: (day: string | null) => void
  frame: object
  error?: React.ReactNode
}) {
  const { t, i18n } = useTranslation('form')
  const format = useFormat()
  const [opened, { toggle, close }] = useDisclosure()
  const { text, type, settle, isReadable } = useTyped({
    value,
    onChange,
    read: (typed) => readDay(typed),
    write: (day) => (DAY.test(day) ? format.date(day) : day),
  })

  return (
    <TextInput
      {...frame}
      error={error ?? (isReadable ? undefined : t('faults.not_date', { example: format.date('2026-03-07') }))}
      flex={1}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={settle}
      rightSection={
        <Popover opened={opened} onChange={close} trapFocus withinPortal position="bottom-end" returnFocus>
          <Popover.Target>
            <ActionIcon size={26} aria-label={t('calendar')} aria-expanded={opened} onClick={toggle}>
              <IconCalendar size={16} stroke={1.5} />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown>
            <DatePicker
              locale={CALENDARS[i18n.language]}
              firstDayOfWeek={1}
              value={value !== null && DAY.test(value) ? value : null}
              defaultDate={value !== null && DAY.test(value) ? value : undefined}
              onChange={(day) => {
                onChange(day)
                close()
              }}
            />
          </Popover.Dropdown>
        </Popover>
      }
    />
  )
}

export function DateEditor(props: EditorProps) {
  return <DayInput value={orNull(asText(props.value))} onChange={props.onChange} frame={frameOf(props)} error={props.error} />
}

interface Moment {
  day: string | null
  time: string
}

const two = (number: number) => String(number).padStart(2, '0')

const momentOf = (value: string | null): Moment => {
  const date = value === null ? null : new Date(value)
  if (!date || Number.isNaN(date.getTime())) return { day: value, time: '' }
  return { day: dayOf(date), time: `${two(date.getHours())}:${two(date.getMinutes())}` }
}

const instantOf = ({ day, time }: Moment): string | null => {
  const clock = readTime(time === '' ? '12:00' : time)
  if (day === null) return null
  return DAY.test(day) && clock ? new Date(`${day}T${clock}:00`).toISOString() : `${day} ${time}`.trim()
}

/** A day and a time of the reader's clock; kept as a moment of UTC. */
export function InstantEditor(props: EditorProps) {
  const { t } = useTranslation('form')
  const value = orNull(asText(props.value))
  // Time that is half typed is no time yet: it is kept until it is one.
  const [typed, setTyped] = useState<string | null>(null)
  const { day, time } = momentOf(value)
  const { label, description, withAsterisk, ...frame } = {
    label: undefined,
    description: undefined,
    withAsterisk: undefined,
    ...frameOf(props),
  }
  const typeTime = (text: string) => {
    setTyped(text)
    if (readTime(text)) props.onChange(instantOf({ day: day ?? dayOf(new Date()), time: text }))
  }

  return (
    <Input.Wrapper id={props.id} label={label} description={description} withAsterisk={withAsterisk} error={props.error}>
      <Group gap={4} wrap="nowrap" align="flex-start">
        <DayInput
          value={day}
          onChange={(next) => props.onChange(instantOf({ day: next, time }))}
          frame={{ ...frame, error: undefined }}
          error={props.error ? true : undefined}
        />
        <TextInput
          w={76}
          aria-label={t('time_of', { field: say(props.field.label) })}
          placeholder="14:00"
          autoComplete="off"
          readOnly={props.readOnly}
          error={typed !== null && typed !== '' && readTime(typed) === null}
          value={typed ?? time}
          onChange={(event) => typeTime(event.currentTarget.value)}
          onBlur={() => (typed === null || typed === '' || readTime(typed)) && setTyped(null)}
        />
      </Group>
    </Input.Wrapper>
  )
}
