/* Who stands in for somebody, between which days. */
import { Button, Group, List, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRecordName } from '@/api/names'
import { listRecords, recordKeys, recordType, type KamRecord } from '@/api/records'
import { useFormat } from '@/i18n/use'
import { RecordDrawer } from '@/ui/form/RecordDrawer'
import { useRecordChange } from '@/ui/record/change'

function Deputy({ record, onEdit }: { record: KamRecord; onEdit: () => void }) {
  const { t } = useTranslation('admin')
  const format = useFormat()
  const change = useRecordChange('deputy')
  const name = useRecordName('user', String(record.deputy_id)) ?? '…'
  const days = t('people.between', { from: format.date(String(record.from_day)), to: format.date(String(record.to_day)) })

  return (
    <List.Item>
      <Group gap="xs">
        <Text size="sm">
          {name}, {days}
        </Text>
        <Button size="compact-sm" variant="subtle" aria-label={t('people.edit_deputy', { name })} onClick={onEdit}>
          {t('common:actions.edit')}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          aria-label={t('people.remove_deputy', { name })}
          onClick={() => void change.remove(record)}
        >
          {t('common:actions.delete')}
        </Button>
      </Group>
    </List.Item>
  )
}

export function Deputies({ person }: { person: KamRecord }) {
  const { t } = useTranslation('admin')
  const [edited, edit] = useState<KamRecord | 'new' | null>(null)
  const query = { user_id: `eq.${person.id}`, order: 'from_day.desc', limit: 100 }
  const { data } = useQuery({ queryKey: recordKeys.list('deputy', query), queryFn: () => listRecords('deputy', query) })

  return (
    <Stack gap="xs" align="flex-start">
      {data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('people.no_deputy')}
        </Text>
      )}
      <List size="sm" listStyleType="none">
        {data?.items.map((record) => <Deputy key={record.id} record={record} onEdit={() => edit(record)} />)}
      </List>
      <Button size="xs" variant="default" onClick={() => edit('new')}>
        {t('people.add_deputy')}
      </Button>
      {edited && (
        <RecordDrawer
          type={recordType('deputy')}
          record={edited === 'new' ? null : edited}
          given={{ user_id: person.id }}
          only={edited === 'new' ? undefined : ['from_day', 'to_day', 'reason']}
          opened
          onClose={() => edit(null)}
        />
      )}
    </Stack>
  )
}
