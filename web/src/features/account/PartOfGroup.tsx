/* Whoever sees some of the companies only must not take their sum for that of all of them. */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export function PartOfGroup({ members }: { members: number }) {
  const { t } = useTranslation('account')

  return (
    <Text size="sm" mb="sm" role="status">
      <b>{t('part.title')}.</b> {t('part.why', { count: members })}
    </Text>
  )
}
