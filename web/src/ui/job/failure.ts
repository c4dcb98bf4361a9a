/* Why a job failed, in the reader's language: the code of the API is a word of the catalogue. */
import { useTranslation } from 'react-i18next'
import type { Job } from '@/api/job'

export type JobError = NonNullable<Job['error']>

/** A function that says an error of a job; a code that is not known yet says what is true of all of them. */
export function useJobError() {
  const { t, i18n } = useTranslation('job')

  return ({ code, parameters }: Pick<JobError, 'code' | 'parameters'>): string =>
    t(i18n.exists(`job:errors.${code}`) ? `errors.${code}` : 'errors.failed', parameters)
}
