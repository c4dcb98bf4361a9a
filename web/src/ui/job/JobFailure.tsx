/* Why a job failed: a sentence, and the program's own words for whoever looks after it. */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useJobError, type JobError } from './failure'

export function JobFailure({ error, size = 'sm' }: { error: JobError; size?: 'xs' | 'sm' }) {
  const { t } = useTranslation('job')
  const say = useJobError()

  return (
    <>
      <Text size={size}>{say(error)}</Text>
      {error.message && (
        <Text component="details" size="xs" c="dimmed">
          <summary>{t('details')}</summary>
          <span lang="en">{error.message}</span>
        </Text>
      )}
    </>
  )
}
