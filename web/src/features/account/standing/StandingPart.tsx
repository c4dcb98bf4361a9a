/* Where the account stands in the programme: its tier, since when and why, what was promised, when it is looked at again. */
import { Anchor, List, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { paths } from '@/api/generated/schema'
import { recordKeys } from '@/api/records'
import { send } from '@/api/send'
import { maySee, useSession } from '@/api/session'
import { say } from '@/i18n'
import { useFormat } from '@/i18n/use'
import { useParam } from '@/ui/url'

type Answer = paths['/api/v1/programme/accounts/{id}']['get']['responses'][200]['content']['application/json']

const sayTier = (answer: Answer, id: string | null, none: string) => {
  const tier = answer.tiers.find((each) => each.id === id)
  return tier ? `${tier.code} · ${say({ en: tier.name_en, sr: tier.name_sr })}` : none
}

function Why({ answer }: { answer: Answer }) {
  const { t } = useTranslation('standing')
  const format = useFormat()
  const { account } = answer

  return (
    <div>
      <Text fw={600}>{sayTier(answer, account.tier_id, t('none'))}</Text>
      {account.tier_id && <Text size="sm">{t('since', { date: format.date(account.since) })}</Text>}
      {account.decision && (
        <Text size="sm" mt={4}>
          {account.decision.reason}{' '}
          <Text span c="dimmed" size="sm">
            {t('decided', { name: account.decision.user ?? '', date: format.date(account.decision.decided_on) })}
          </Text>
        </Text>
      )}
      {account.tier_id && account.decision && <Text size="sm">{t('review', { date: format.date(account.decision.review_on) })}</Text>}
      {account.proposed_tier_id !== account.tier_id && (
        <Text size="sm" mt={4} fw={600}>
          {t('rules', { tier: sayTier(answer, account.proposed_tier_id, t('none')) })}
        </Text>
      )}
    </div>
  )
}

function Promises({ answer }: { answer: Answer }) {
  const { t } = useTranslation('standing')

  if (answer.promises.length === 0) return null
  return (
    <div>
      <Title order={3} size="sm">
        {t('promises')}
      </Title>
      <List size="sm">
        {answer.promises.map((promise) => {
          const entitlement = answer.entitlements.find(({ id }) => id === promise.entitlement_id)
          return (
            <List.Item key={promise.entitlement_id}>
              {say({ en: entitlement?.promise_en ?? '', sr: entitlement?.promise_sr ?? '' })}
              <Text span c={promise.state === 'late' ? 'red' : 'dimmed'} size="sm">{` · ${t(`states.${promise.state}`)}`}</Text>
            </List.Item>
          )
        })}
      </List>
    </div>
  )
}

export function StandingPart() {
  const { t } = useTranslation('standing')
  const id = useParam('id')
  const isSeen = maySee(useSession(), 'strategy')
  const { data } = useQuery({
    queryKey: [...recordKeys.type('tier_decision'), 'programme', 'account', id],
    queryFn: async () => (await send<Answer>('GET', `/api/v1/programme/accounts/${id}`)).data,
    enabled: isSeen,
  })

  if (!data) return null
  return (
    <Paper component="section" withBorder p="sm" aria-label={t('title')}>
      <Stack gap="xs">
        <Title order={2}>{t('title')}</Title>
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
          <Why answer={data} />
          <Promises answer={data} />
        </SimpleGrid>
        <Anchor component={Link} to="/programme" size="sm" className="kam-no-print">
          {t('open')}
        </Anchor>
      </Stack>
    </Paper>
  )
}
