/* Why nobody was let in, read out when it appears. */
import { Alert } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export function Notice({ refusal, wait }: { refusal: string | null; wait: number }) {
  const { t } = useTranslation('sign_in')

  if (!refusal || (refusal === 'refused.wait' && wait === 0)) return null
  return (
    <Alert color="red" role="alert" p="xs">
      {refusal === 'refused.wait' ? (
        <>
          {t('refused.wait')} <span aria-live="off">{t('refused.wait_left', { count: wait })}</span>
        </>
      ) : (
        t(refusal)
      )}
    </Alert>
  )
}
