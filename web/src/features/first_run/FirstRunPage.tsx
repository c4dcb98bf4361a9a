/* From an empty database to the first chart: the firm, its sales, somebody who sees them. Each step stands by itself; the guide can be
 * left at any time and comes back where one was, for what is done is read from the database. */
import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { companyQuery } from '@/api/company'
import { mayDo, useSession } from '@/api/session'
import { PageHead } from '@/ui/PageHead'
import { Failed, Loading } from '@/ui/states/States'
import { DataStep } from './DataStep'
import { FirmStep } from './FirmStep'
import { LookStep } from './LookStep'
import { skipForGood, skipNow } from './skip'
import { StepCard } from './StepCard'

export function FirstRunPage() {
  const { t } = useTranslation('first_run')
  const session = useSession()
  const navigate = useNavigate()
  const { data: company, error } = useQuery(companyQuery)
  const leave = (skip: typeof skipNow) => {
    skip(session)
    void navigate({ to: '/' })
  }

  if (error) return <Failed error={error} />
  if (!company) return <Loading />
  const hasName = Boolean(company.name)
  return (
    <Stack maw={760}>
      <PageHead title={t('title')}>{t('about')}</PageHead>
      <StepCard n={1} title={t('firm.title')} done={hasName} doneText={company.name ?? ''}>
        {mayDo(session, 'settings_write') ? <FirmStep company={company} /> : <Text size="sm">{t('firm.by_admin')}</Text>}
      </StepCard>
      <StepCard n={2} title={t('data.title')} done={company.has_lines} doneText={t('data.done')}>
        <DataStep />
      </StepCard>
      <StepCard n={3} title={t('look.title')} done={false} doneText="">
        {company.has_lines || !mayDo(session, 'business_read') ? <LookStep /> : <Text size="sm">{t('look.after')}</Text>}
      </StepCard>
      <Group>
        <Button variant="default" onClick={() => leave(skipNow)}>
          {t('later')}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => leave(skipForGood)}>
          {t('skip')}
        </Button>
      </Group>
    </Stack>
  )
}
