/* Jobs: work that takes longer than a request, as it goes on. */
import { Button, Progress, Table, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { cancelJob, isOver, useJob, type Job } from '@/api/job'
import { useRecordName } from '@/api/names'
import { useFormat } from '@/i18n/use'
import { JobFailure } from '@/ui/job/JobFailure'
import { Empty, Failed, Loading } from '@/ui/states/States'
import { get } from '../pieces/get'
import { Mark, type Tone } from '../pieces/Mark'
import { Section } from '../pieces/Section'
import { useAction } from '../pieces/useAction'

const KEY = ['jobs', 'list']
const TONES: Record<Job['state'], Tone> = { queued: 'quiet', running: 'accent', done: 'good', failed: 'bad', cancelled: 'quiet' }

function State({ job }: { job: Job }) {
  const { t } = useTranslation(['admin', 'job'])
  const share = job.total > 0 ? Math.round((100 * job.progress) / job.total) : 0

  return (
    <>
      <Mark tone={TONES[job.state]}>{t(`jobs.states.${job.state}`)}</Mark>
      {job.state === 'running' && <Progress value={share} mt={4} maw={160} aria-label={t('jobs.states.running')} />}
      {job.step && (
        <Text size="xs" c="dimmed">
          {t(`job:steps.${job.step}`, { defaultValue: '' })}
        </Text>
      )}
      {job.error && <JobFailure error={job.error} size="xs" />}
    </>
  )
}

/* A job that still runs is told anew as it goes on. */
function Row({ first }: { first: Job }) {
  const { t } = useTranslation('admin')
  const format = useFormat()
  const { data } = useJob(isOver(first) ? null : first.id)
  const job = data ?? first
  const who = useRecordName('user', job.created_by)
  const cancel = useAction(() => cancelJob(job.id), { done: t('jobs.asked'), refresh: [KEY] })
  const kind = t(`jobs.kinds.${job.kind}`, { defaultValue: job.kind })

  return (
    <Table.Tr>
      <Table.Td>
        {kind}
        <Text size="xs" c="dimmed" hiddenFrom="sm">
          {format.instant(job.created_at)}
        </Text>
      </Table.Td>
      <Table.Td>
        <State job={job} />
      </Table.Td>
      <Table.Td visibleFrom="sm">{who ?? ''}</Table.Td>
      <Table.Td visibleFrom="sm">{format.instant(job.created_at)}</Table.Td>
      <Table.Td>
        {!isOver(job) && (
          <Button
            size="compact-sm"
            variant="default"
            loading={cancel.isPending}
            aria-label={t('jobs.cancel_it', { kind })}
            onClick={() => cancel.mutate(undefined)}
          >
            {t('jobs.cancel')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

export function JobsSection() {
  const { t } = useTranslation('admin')
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam }) => get('/api/v1/jobs', { limit: 50, cursor: pageParam }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const jobs = data?.pages.flatMap(({ items }) => items) ?? []

  if (isPending) return <Loading />
  if (error) return <Failed error={error} />
  return (
    <Section title={t('jobs.title')} about={t('jobs.about')}>
      {jobs.length === 0 && <Empty title={t('jobs.empty')}>{t('jobs.empty_why')}</Empty>}
      {jobs.length > 0 && (
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('jobs.what')}</Table.Th>
              <Table.Th>{t('jobs.state')}</Table.Th>
              <Table.Th visibleFrom="sm">{t('jobs.who')}</Table.Th>
              <Table.Th visibleFrom="sm">{t('jobs.since')}</Table.Th>
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {jobs.map((job) => (
              <Row key={job.id} first={job} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Section>
  )
}
