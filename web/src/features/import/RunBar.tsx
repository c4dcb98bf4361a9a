/* Trying and importing: always in sight below the rows. */
import { Alert, Button, Group, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { isOver, useJob } from '@/api/job'
import classes from './import.module.css'
import { startImport } from './requests'
import { openQuestions } from './settings'
import type { Preview } from './types'
import { useCount } from './useCount'
import type { ImportState } from './useImport'

interface RunBarProps {
  state: ImportState
  preview: Preview
  /** The rows on the page are those of the settings before. */
  isOld: boolean
}

export function RunBar({ state, preview, isOld }: RunBarProps) {
  const { t } = useTranslation('import')
  const count = useCount()
  const { data: job } = useJob(state.job || null)
  const { mutate, isPending, error, variables } = useMutation({
    mutationFn: (dryRun: boolean) => startImport(state.file, state.kind, state.settings, dryRun),
    onSuccess: (started) => state.setJob(started.id),
  })
  const n = openQuestions(preview).length
  const isBusy = isPending || Boolean(state.job && !isOver(job))
  const isBlocked = n > 0 || preview.fault !== null || isOld || isBusy
  const note = n > 0 ? count('run.blocked', n) : preview.fault !== null ? preview.fault : t('run.ready')

  return (
    <div className={`${classes.bar} kam-no-print`}>
      {error && (
        <Alert color="red" variant="light" mb="xs">
          {error.message}
        </Alert>
      )}
      <Group justify="space-between" gap="sm">
        <Text size="sm" c={n > 0 || preview.fault !== null ? undefined : 'dimmed'}>
          {note}
        </Text>
        <Group gap="sm">
          <Button disabled={isBlocked} loading={isPending && variables === true} onClick={() => mutate(true)}>
            {t('run.try')}
          </Button>
          <Button variant="default" disabled={isBlocked} loading={isPending && variables === false} onClick={() => mutate(false)}>
            {t('run.import')}
          </Button>
        </Group>
      </Group>
    </div>
  )
}
