/* The days of a calendar that are otherwise, a year at a time. */
import { ActionIcon, Button, Group, Table, Text } from '@mantine/core'
import IconChevronLeft from '@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs'
import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldOf, listRecords, recordKeys, recordType, type KamRecord } from '@/api/records'
import { send } from '@/api/send'
import { say } from '@/i18n'
import { useFormat } from '@/i18n/use'
import { RecordDrawer } from '@/ui/form/RecordDrawer'
import { useRecordChange } from '@/ui/record/change'
import { useAction } from '../pieces/useAction'

const DAY = recordType('calendar_day')
const kindLabel = (kind: unknown) => say(fieldOf(DAY, 'kind')?.choices?.find(({ value }) => value === kind)?.label)

function DayRow({ day, canWrite, onEdit }: { day: KamRecord; canWrite: boolean; onEdit: () => void }) {
  const { t } = useTranslation('admin')
  const format = useFormat()
  const change = useRecordChange('calendar_day')
  const name = String(day.name)

  return (
    <Table.Tr>
      <Table.Td w={110}>{format.date(String(day.on_day))}</Table.Td>
      <Table.Td>{name}</Table.Td>
      <Table.Td>{kindLabel(day.kind)}</Table.Td>
      {canWrite && (
        <Table.Td ta="end" className="kam-no-print">
          <Button size="compact-xs" variant="subtle" mih={24} aria-label={t('edit_it', { name })} onClick={onEdit}>
            {t('common:actions.edit')}
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            mih={24}
            c="var(--kam-bad)"
            aria-label={t('delete_it', { name })}
            onClick={() => void change.remove(day)}
          >
            {t('common:actions.delete')}
          </Button>
        </Table.Td>
      )}
    </Table.Tr>
  )
}

function Year({ year, onChange }: { year: number; onChange: (year: number) => void }) {
  const { t } = useTranslation('admin')

  return (
    <Group gap={2}>
      <ActionIcon aria-label={t('calendars.year_before')} onClick={() => onChange(year - 1)}>
        <IconChevronLeft size={16} />
      </ActionIcon>
      <Text size="sm" fw={600} className="kam-number" aria-live="polite">
        {year}
      </Text>
      <ActionIcon aria-label={t('calendars.year_after')} onClick={() => onChange(year + 1)}>
        <IconChevronRight size={16} />
      </ActionIcon>
    </Group>
  )
}

export function CalendarDays({ calendar, canWrite }: { calendar: KamRecord; canWrite: boolean }) {
  const { t, i18n } = useTranslation('admin')
  const [year, setYear] = useState(() => new Date().getFullYear())
  const [edited, edit] = useState<KamRecord | 'new' | null>(null)
  const query = { calendar_id: `eq.${calendar.id}`, on_day: [`gte.${year}-01-01`, `lte.${year}-12-31`], order: 'on_day', limit: 400 }
  const { data } = useQuery({ queryKey: recordKeys.list('calendar_day', query), queryFn: () => listRecords('calendar_day', query) })
  const fill = useAction(() => send('POST', `/api/v1/calendars/${calendar.id}/fill`, { body: { year, language: i18n.language } }), {
    done: t('calendars.filled', { year }),
    refresh: [recordKeys.type('calendar_day')],
  })

  return (
    <div>
      <Group justify="space-between" mt="xs">
        <Year year={year} onChange={setYear} />
        {canWrite && (
          <Group gap="xs">
            {calendar.country === 'RS' && (
              <Button size="xs" variant="default" loading={fill.isPending} onClick={() => fill.mutate(undefined)}>
                {t('calendars.fill', { year })}
              </Button>
            )}
            <Button size="xs" variant="default" onClick={() => edit('new')}>
              {t('calendars.add_day')}
            </Button>
          </Group>
        )}
      </Group>
      {data?.items.length === 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('calendars.no_days', { year })}
        </Text>
      )}
      {data && data.items.length > 0 && (
        <Table verticalSpacing={2} mt="xs" aria-label={t('calendars.days', { name: calendar.name, year })}>
          <Table.Tbody>
            {data.items.map((day) => (
              <DayRow key={day.id} day={day} canWrite={canWrite} onEdit={() => edit(day)} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {edited && (
        <RecordDrawer
          type={DAY}
          record={edited === 'new' ? null : edited}
          given={edited === 'new' ? { calendar_id: calendar.id } : undefined}
          opened
          onClose={() => edit(null)}
        />
      )}
    </div>
  )
}
