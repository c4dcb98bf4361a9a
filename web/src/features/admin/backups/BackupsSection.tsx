/* Copies of the database: those that are there, and one more now. */
import { Alert, Button, Progress, Stack, Table, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isOver, useJob, type Job } from '@/api/job'
import { send } from '@/api/send'
import { useFormat } from '@/i18n/use'
import { JobFailure } from '@/ui/job/JobFailure'
import { Empty, Failed, Loading } from '@/ui/states/States'
import { get, type Got } from '../pieces/get'
import { Section } from '../pieces/Section'
import { useAction } from '../pieces/useAction'

const KEY = ['backups']

function Copies({ items }: { items: Got<'/api/v1/backups'>['items'] }) {
  const { t } = useTranslation('admin')
  const format = useFormat()

  return (
    <Table striped highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('backups.made_at')}</Table.Th>
          <Table.Th className="kam-number">{t('backups.size')}</Table.Th>
          <Table.Th visibleFrom="sm">{t('backups.file')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map(({ name, bytes, made_at }) => (
          <Table.Tr key={name}>
            <Table.Td>
              {format.instant(made_at)}
              <Text size="xs" c="dimmed">
                {format.ago(made_at)}
              </Text>
            </Table.Td>
            <Table.Td className="kam-number">{format.bytes(bytes)}</Table.Td>
            <Table.Td visibleFrom="sm">
              <Text ff="monospace" size="xs">
                {name}
              </Text>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function Running({ id }: { id: string }) {
  const { t } = useTranslation('admin')
  const { data: job } = useJob(id)
  const share = job && job.total > 0 ? Math.round((100 * job.progress) / job.total) : 0
  const cache = useQueryClient()
  const over = isOver(job)

  useEffect(() => {
    if (over) void cache.invalidateQueries({ queryKey: KEY })
  }, [cache, over])
  if (job?.state === 'failed')
    return (
      <Alert color="red" title={t('backups.failed')}>
        {job.error && <JobFailure error={job.error} />}
      </Alert>
    )
  if (over) return <Alert color="green">{t('backups.done')}</Alert>
  return (
    <Stack gap={4} role="status">
      <Text size="sm">{t('backups.running')}</Text>
      <Progress value={share} aria-label={t('backups.running')} />
    </Stack>
  )
}

export function BackupsSection() {
  const { t } = useTranslation('admin')
  const [job, setJob] = useState<string | null>(null)
  const { data, error, isPending } = useQuery({ queryKey: KEY, queryFn: () => get('/api/v1/backups') })
  const start = useAction(async () => (await send<Job>('POST', '/api/v1/backups')).data, { onDone: ({ id }) => setJob(id) })

  if (isPending) return <Loading />
  if (error) return <Failed error={error} />
  return (
    <Section
      title={t('backups.title')}
      about={t('backups.about')}
      actions={
        data.can_make && (
          <Button onClick={() => start.mutate(undefined)} loading={start.isPending}>
            {t('backups.now')}
          </Button>
        )
      }
    >
      {!data.can_make && <Alert>{t('backups.postgres', { tool: 'pg_dump' })}</Alert>}
      {job && <Running key={job} id={job} />}
      {data.items.length > 0 ? (
        <Copies items={data.items} />
      ) : (
        data.can_make && <Empty title={t('backups.empty')}>{t('backups.empty_why')}</Empty>
      )}
    </Section>
  )
}
