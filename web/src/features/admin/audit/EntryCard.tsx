/* One row of the audit: who did what to what, when, and each field from what to what. */
import { Anchor, Group, List, Paper, Text, UnstyledButton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { placeOf } from '@/api/records'
import { useFormat } from '@/i18n/use'
import { useWriteValue } from '@/ui/record/FieldValue'
import { fieldIn, sayAction, sayField, sayType, sidesOf, typeOf, type Entry } from './entry'

const SHOWN = 4

type Names = ReadonlyMap<string, string>

function useWriteSide(names: Names) {
  const { t } = useTranslation()
  const write = useWriteValue()

  return (entry: Entry, name: string, value: unknown): string => {
    const field = fieldIn(entry, name)
    if (value === null || value === undefined || value === '') return t('admin:audit.nothing')
    if (field?.to)
      return (
        [value]
          .flat()
          .map((id) => names.get(String(id)) ?? String(id))
          .join(', ') || t('admin:audit.nothing')
      )
    if (field) return write(field, value)
    return typeof value === 'object' ? JSON.stringify(value) : String(value)
  }
}

function Change({ entry, name, names }: { entry: Entry; name: string; names: Names }) {
  const { t } = useTranslation('admin')
  const write = useWriteSide(names)
  const label = sayField(entry, name, t)

  const [from, to] = sidesOf((entry.changes as Record<string, unknown>)[name])
  const isNew = from === null || from === undefined || from === ''
  return (
    <List.Item>
      <Text span size="sm" c="dimmed">
        {label}:{' '}
      </Text>
      {!isNew && (
        <>
          <Text span size="sm" td="line-through" c="dimmed">
            {write(entry, name, from)}
          </Text>
          {' → '}
        </>
      )}
      <Text span size="sm" style={{ overflowWrap: 'anywhere' }}>
        {write(entry, name, to)}
      </Text>
    </List.Item>
  )
}

/* People are looked after here. */
const linkOf = (type: string, id: string) =>
  type === 'user' ? { to: '/administration/people', search: { person: id } as never } : { to: placeOf(type, id) }

interface EntryCardProps {
  entry: Entry
  /** What records are called that the reader may know, by id. */
  names: Names
  onPerson: (id: string) => void
}

export function EntryCard({ entry, names, onPerson }: EntryCardProps) {
  const { t } = useTranslation('admin')
  const format = useFormat()
  const [all, setAll] = useState(false)
  // What the program computes says nothing beyond what it was computed from.
  const changed = entry.fields.filter((field) => !fieldIn(entry, field)?.computed)
  const told = changed.filter((field) => field in entry.changes)
  const hidden = changed.filter((field) => !(field in entry.changes))
  const fields = all ? told : told.slice(0, SHOWN)
  const type = typeOf(entry)
  const name = names.get(entry.record_id ?? '')

  return (
    <Paper component="li" withBorder p="xs" className="kam-keep-together">
      <Group justify="space-between" gap={4} align="baseline">
        <Text size="sm" component="div">
          <Text span size="sm" fw={600}>
            {sayAction(entry.action, t)}
          </Text>
          {entry.type && `: ${sayType(entry.type, t)} `}
          {name && type && entry.record_id && (
            <Anchor component={Link} {...linkOf(type.name, entry.record_id)} size="sm" underline="always">
              {name}
            </Anchor>
          )}
        </Text>
        <Text size="xs" c="dimmed" title={t('audit.row', { seq: entry.seq })}>
          <UnstyledButton
            fz="xs"
            mih={24}
            td="underline"
            title={t('audit.only_by', { name: entry.actor })}
            onClick={() => onPerson(entry.user_id ?? '0')}
          >
            {entry.actor || t('audit.program')}
          </UnstyledButton>
          {`, ${format.instant(entry.at)}`}
        </Text>
      </Group>
      {fields.length > 0 && (
        <List size="sm" listStyleType="none" mt={2}>
          {fields.map((field) => (
            <Change key={field} entry={entry} name={field} names={names} />
          ))}
        </List>
      )}
      {hidden.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('audit.hidden', { fields: hidden.map((field) => sayField(entry, field, t)).join(', ') })}
        </Text>
      )}
      {!all && told.length > SHOWN && (
        <UnstyledButton fz="xs" c="dimmed" td="underline" mih={24} onClick={() => setAll(true)}>
          {t('audit.all_fields', { count: told.length - SHOWN })}
        </UnstyledButton>
      )}
    </Paper>
  )
}
