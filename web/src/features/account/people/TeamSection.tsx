/* Who of ours works for an account, in which role, since when; who no longer does stands below. */
import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { KamRecord } from '@/api/records'
import { dayOf } from '@/i18n/typed'
import { RelatedTable } from './RelatedTable'
import { AddButton, NothingYet, Section, sectionState } from './Section'
import { useRelated } from './related'

const COLUMNS = ['user_id', 'role', 'from_day', 'to_day', 'note'] as const

const isOver = (member: KamRecord, today: string) => typeof member.to_day === 'string' && member.to_day < today

export function TeamSection({ accountId }: { accountId: string }) {
  const { t } = useTranslation('people')
  const team = useRelated('account_team', accountId, { order: 'from_day' })
  const today = dayOf(new Date())
  const [now, before] = [team.records.filter((one) => !isOver(one, today)), team.records.filter((one) => isOver(one, today))]
  const add = { type: 'account_team', label: t('team.add'), given: { account_id: accountId }, only: COLUMNS }
  const empty = <NothingYet title={t('team.empty')} why={t('team.empty_why')} />

  return (
    <Section title={t('team.title')} count={now.length} actions={<AddButton {...add} />}>
      {sectionState(team, team.records.length === 0, empty) ?? (
        <Stack gap="xs">
          <RelatedTable type="account_team" records={now} columns={COLUMNS} only={COLUMNS} label={t('team.title')} />
          {before.length > 0 && (
            <>
              <Text size="sm" c="dimmed">
                {t('team.before')}
              </Text>
              <RelatedTable type="account_team" records={before} columns={COLUMNS} only={COLUMNS} label={t('team.before')} />
            </>
          )}
        </Stack>
      )}
    </Section>
  )
}
