/* Whoever sees some of the companies only must not take their sum for that of all of them. */
import { Alert } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export function PartOfGroup({ members }: { members: number }) {
  const { t } = useTranslation('account')

  return (
    <Alert variant="light" color="gray" mb="md" role="status" title={t('part.title')}>
      {t('part.why', { count: members })}
    </Alert>
  )
}
