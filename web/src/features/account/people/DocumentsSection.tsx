/* The files of an account. */
import { useTranslation } from 'react-i18next'
import { Attachments } from '@/ui/record/Attachments'
import { Section } from './Section'

export function DocumentsSection({ accountId }: { accountId: string }) {
  const { t } = useTranslation('people')

  return (
    <Section title={t('documents.title')}>
      <Attachments subject={{ type: 'account', id: accountId }} />
    </Section>
  )
}
