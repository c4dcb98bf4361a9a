/* Taking a batch back whole, after asking. */
import { Button, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isOver, useJob } from '@/api/job'
import { useJobError } from '@/ui/job/failure'
import { showNotice, showProblem } from '@/ui/record/notices'
import { undoBatch } from './requests'

interface UndoButtonProps {
  batch: number
  short?: boolean
  onUndone?: () => void
}

export function UndoButton({ batch, short = false, onUndone }: UndoButtonProps) {
  const { t } = useTranslation(['import', 'common'])
  const cache = useQueryClient()
  const [jobId, setJobId] = useState<string | null>(null)
  const { data: job } = useJob(jobId)
  const sayError = useJobError()
  const fail = (why: string | null) => {
    showProblem(t('undo.failed', { batch }), why ?? '')
  }
  const { mutate, isPending } = useMutation({
    mutationFn: () => undoBatch(batch),
    onSuccess: (started) => setJobId(started.id),
    onError: (error) => fail(error.message),
  })

  useEffect(() => {
    if (!job || !isOver(job)) return
    setJobId(null)
    if (job.state !== 'done') return fail(job.error && sayError(job.error))
    showNotice({ message: t('undo.done', { batch }) })
    void cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
    onUndone?.()
    // Only the end of the job is an event here.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [job])

  const ask = () =>
    modals.openConfirmModal({
      title: t('undo.title', { batch }),
      children: <Text size="sm">{t('undo.text')}</Text>,
      labels: { confirm: t('undo.confirm'), cancel: t('actions.cancel', { ns: 'common' }) },
      confirmProps: { color: 'red' },
      closeButtonProps: { 'aria-label': t('actions.close', { ns: 'common' }) },
      onConfirm: () => mutate(),
    })

  return (
    <Button
      variant={short ? 'subtle' : 'default'}
      color={short ? 'red' : undefined}
      size={short ? 'compact-xs' : 'sm'}
      mih={24}
      loading={isPending || jobId !== null}
      aria-label={short ? `${t('undo.short')} ${batch}` : undefined}
      onClick={ask}
    >
      {t(short ? 'undo.short' : 'undo.action')}
    </Button>
  )
}
