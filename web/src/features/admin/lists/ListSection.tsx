/* A short list of records that administrators keep: what each is in words of its own, and a form beside it to change it. */
import { Button, Group, Paper, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { listRecords, recordKeys, recordType, titleOf, type KamRecord } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { RecordDrawer } from '@/ui/form/RecordDrawer'
import { useRecordChange } from '@/ui/record/change'
import { showProblem } from '@/ui/record/notices'
import { Empty, Failed, Loading } from '@/ui/states/States'
import { Section } from '../pieces/Section'

interface ListSectionProps {
  /** The section, whose words these are. */
  name: string
  type: string
  order: string
  given?: Record<string, unknown>
  row: (record: KamRecord) => ReactNode
  /** Below a row, such as what else can be done with it. */
  below?: (record: KamRecord, canWrite: boolean) => ReactNode
  /** Where there is nothing yet: what helps to begin. */
  begin?: ReactNode
}

const MOST = 500

export function ListSection({ name, type, order, given, row, below, begin }: ListSectionProps) {
  const { t } = useTranslation('admin')
  const session = useSession()
  const [edited, edit] = useState<KamRecord | 'new' | null>(null)
  const change = useRecordChange(type)
  const canWrite = mayDo(session, recordType(type).write)
  const query = { order, limit: MOST }
  const { data, error, isPending } = useQuery({ queryKey: recordKeys.list(type, query), queryFn: () => listRecords(type, query) })
  const remove = (record: KamRecord) =>
    void change.remove(record).catch((problem: unknown) => showProblem(t('common:states.failed'), problem))

  if (isPending) return <Loading />
  if (error) return <Failed error={error} />
  return (
    <Section
      title={t(`${name}.title`)}
      about={t(`${name}.about`)}
      actions={canWrite && <Button onClick={() => edit('new')}>{t(`${name}.add`)}</Button>}
    >
      {data.items.length === 0 && (
        <Empty title={t(`${name}.empty`)} actions={canWrite && begin}>
          {t(`${name}.empty_why`)}
        </Empty>
      )}
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
        {data.items.map((record) => (
          <Paper key={record.id} component="li" withBorder p="sm">
            <Group justify="space-between" align="flex-start" wrap="nowrap">
              <div>{row(record)}</div>
              {canWrite && (
                <Group gap={4} wrap="nowrap" className="kam-no-print">
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    aria-label={t('edit_it', { name: titleOf(recordType(type), record) })}
                    onClick={() => edit(record)}
                  >
                    {t('common:actions.edit')}
                  </Button>
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    c="var(--kam-bad)"
                    aria-label={t('delete_it', { name: titleOf(recordType(type), record) })}
                    onClick={() => remove(record)}
                  >
                    {t('common:actions.delete')}
                  </Button>
                </Group>
              )}
            </Group>
            {below?.(record, canWrite)}
          </Paper>
        ))}
      </Stack>
      {edited && (
        <RecordDrawer
          type={recordType(type)}
          record={edited === 'new' ? null : edited}
          given={edited === 'new' ? given : undefined}
          opened
          onClose={() => edit(null)}
        />
      )}
    </Section>
  )
}
