/* Sales to look at: a file of one's own, or the demonstration company, filled in while one watches. */
import { Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isOver, useJob, type Job } from '@/api/job'
import { isProblem } from '@/api/problem'
import { send } from '@/api/send'
import { mayDo, useSession } from '@/api/session'

const fillIn = async () => (await send<Job>('POST', '/api/v1/demo')).data

export function DataStep() {
  const { t } = useTranslation('first_run')
  const session = useSession()
  const mayImport = mayDo(session, 'import')

  return (
    <Stack gap="sm">
      <Text size="sm">{t(mayImport ? 'data.own' : 'data.own_not_you')}</Text>
      {mayImport && (
        <Button component={Link} to="/import" style={{ alignSelf: 'start' }}>
          {t('data.choose')}
        </Button>
      )}
      {mayDo(session, 'operate') && <Demonstration />}
    </Stack>
  )
}

function Demonstration() {
  const { t } = useTranslation('first_run')
  const cache = useQueryClient()
  const [id, setId] = useState<string | null>(null)
  const { mutate, error, isPending } = useMutation({ mutationFn: fillIn, onSuccess: (job) => setId(job.id) })
  const { data: job } = useJob(id)
  const isRunning = isPending || (id !== null && !isOver(job))

  useEffect(() => {
    if (isOver(job)) void cache.invalidateQueries()
  }, [cache, job])
  return (
    <Stack gap={6}>
      <Text size="sm">{t('data.demo')}</Text>
      <Group>
        <Button variant="default" loading={isRunning} onClick={() => mutate()}>
          {t('data.fill')}
        </Button>
      </Group>
      {isRunning && <DemoProgress job={job} />}
      {(error || job?.state === 'failed') && (
        <Text size="sm" c="red" role="alert">
          {t(isProblem(error, 409) ? 'data.not_empty' : 'data.failed')}
        </Text>
      )}
    </Stack>
  )
}

function DemoProgress({ job }: { job: Job | undefined }) {
  const { t } = useTranslation('first_run')
  const share = job?.total ? (100 * job.progress) / job.total : 3

  return (
    <div role="status">
      <Progress value={share} size="sm" aria-label={t('data.filling')} />
      <Text size="xs" c="dimmed">
        {t('data.filling')}
      </Text>
    </div>
  )
}
