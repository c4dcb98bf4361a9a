/* An import at work: how far it is, and the end of it. */
import { Alert, Button, Group, Progress, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { cancelJob, isOver, useJob, type Job } from '@/api/job'
import { isProblem } from '@/api/problem'
import { JobFailure } from '@/ui/job/JobFailure'
import classes from './import.module.css'
import { Result } from './Result'
import { rowsRead } from './sentences'
import type { ImportResult, KeptFile } from './types'
import { useCount } from './useCount'
import type { ImportState } from './useImport'

function Running({ job, name }: { job: Job; name: string }) {
  const { t } = useTranslation('import')
  const { mutate, isPending, isSuccess } = useMutation({ mutationFn: () => cancelJob(job.id) })
  const count = useCount()
  const rows = rowsRead(job.message)
  const isDry = job.parameters.dry_run === true

  return (
    <div className={classes.card}>
      <Group justify="space-between" mb="xs" gap="sm">
        <Title order={2}>{t(isDry ? 'job.trying' : 'job.running', { name })}</Title>
        <Button size="xs" variant="default" disabled={isPending || isSuccess} onClick={() => mutate()}>
          {t(isPending || isSuccess ? 'job.cancelling' : 'job.cancel')}
        </Button>
      </Group>
      <Progress value={job.total > 0 ? (100 * job.progress) / job.total : 0} animated aria-label={t('job.progress')} />
      <Text size="sm" mt={6} role="status">
        {rows === null ? t('job.waits') : count('job.rows', rows)}
      </Text>
      {!isDry && (
        <Text size="xs" c="dimmed">
          {t('job.leave')}
        </Text>
      )}
    </div>
  )
}

/* What was imported is seen everywhere: whatever was kept of the server's answers is asked for anew. */
function useNews(job: Job | undefined) {
  const cache = useQueryClient()
  const told = useRef('')

  useEffect(() => {
    if (!job || job.state !== 'done' || told.current === job.id || job.parameters.dry_run === true) return
    told.current = job.id
    void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'jobs' && queryKey[0] !== 'session' })
  }, [cache, job])
}

/* The end comes into sight, and is said. */
function useSight(isReady: boolean) {
  const place = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (isReady) place.current?.scrollIntoView({ block: 'nearest' })
  }, [isReady])
  return place
}

interface JobPanelProps {
  state: ImportState
  name: string
  others: readonly KeptFile[]
}

export function JobPanel({ state, name, others }: JobPanelProps) {
  const { t } = useTranslation('import')
  const { data: job, error } = useJob(state.job)
  const place = useSight(isOver(job))

  useNews(job)
  if (error && !isProblem(error, 404)) return <Alert color="yellow">{t('job.lost')}</Alert>
  if (!job) return null
  return (
    <div ref={place} aria-live="polite">
      {!isOver(job) && <Running job={job} name={name} />}
      {job.state === 'cancelled' && <Alert color="gray">{t('job.cancelled')}</Alert>}
      {job.state === 'failed' && (
        <Alert color="red" variant="light" title={t('job.failed')}>
          {job.error && <JobFailure error={job.error} />}
        </Alert>
      )}
      {job.state === 'done' && job.result && (
        <Result state={state} result={job.result as unknown as ImportResult} others={others} />
      )}
    </div>
  )
}
