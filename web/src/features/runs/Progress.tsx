/* An analysis at work, and where it leads: to its run. */
import { Alert, Progress as Bar, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job } from '@/api/job'
import { JobFailure } from '@/ui/job/JobFailure'
import { runsKey } from './runs'

export function Progress({ job }: { job: Job | undefined }) {
  const { t } = useTranslation(['runs', 'job'])
  const cache = useQueryClient()
  const navigate = useNavigate()
  const run = job?.state === 'done' ? (job.result as { run?: string } | null)?.run : undefined

  useEffect(() => {
    if (!run) return
    void cache.invalidateQueries({ queryKey: runsKey })
    void navigate({ to: `/runs/${run}` })
  }, [cache, navigate, run])

  if (job?.error)
    return (
      <Alert color="red" mt="md" title={t('failed')}>
        <JobFailure error={job.error} />
      </Alert>
    )
  return (
    <div role="status">
      <Bar mt="md" value={job && job.total > 0 ? (100 * job.progress) / job.total : 0} animated aria-label={t('working')} />
      <Text size="sm" mt={4}>
        {job?.step ? t(`job:steps.${job.step}`, { defaultValue: t('working') }) : t('working')}
      </Text>
    </div>
  )
}
