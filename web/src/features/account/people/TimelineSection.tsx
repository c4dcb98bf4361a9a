/* What happened around an account, and what colleagues say about it. */
import { SimpleGrid } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Comments } from '@/ui/record/Comments'
import { Timeline } from '@/ui/record/Timeline'
import { Section } from './Section'

export function TimelineSection({ accountId }: { accountId: string }) {
  const { t } = useTranslation('people')
  const subject = { type: 'account', id: accountId }

  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
      <Section title={t('timeline.title')}>
        <Timeline subject={subject} />
      </Section>
      <Section title={t('comments.title')}>
        <Comments subject={subject} />
      </Section>
    </SimpleGrid>
  )
}
