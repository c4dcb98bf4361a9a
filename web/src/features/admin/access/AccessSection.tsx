/* What somebody sees and why: in general, of one account, and the policy behind it. */
import { Alert, List, Paper, SimpleGrid, Stack, Text } from '@mantine/core'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { getRecord, recordKeys, recordType, titleOf } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { FieldEditor } from '@/ui/form/FieldEditor'
import { Failed, Loading } from '@/ui/states/States'
import { useUrlState } from '@/ui/url'
import { get } from '../pieces/get'
import { Section } from '../pieces/Section'
import { PolicyTables } from './PolicyTables'
import { sayDeputy, sayFields, sayReasons, sayView, type Access } from './sentences'

const PERSON = {
  name: 'user',
  kind: 'reference',
  to: 'user',
  class: 'public',
  label: { en: 'Person', sr: 'Osoba' },
  required: true,
} as const
const ACCOUNT = { name: 'account', kind: 'reference', to: 'account', class: 'public', label: { en: 'Account', sr: 'Kupac' } } as const

/* The names that the sentences need; what the reader may not see stays a word. */
function useNames(wanted: readonly (readonly [type: string, id: string])[], otherwise: string) {
  return useQueries({
    queries: wanted.map(([type, id]) => ({
      queryKey: recordKeys.part(type, id, 'name'),
      queryFn: async () => titleOf(recordType(type), await getRecord(type, id)),
    })),
    combine: (results) => {
      const names = new Map(wanted.map(([, id], at) => [id, results[at]?.data]))
      return (id: string) => names.get(id) ?? otherwise
    },
  })
}

function wantedNames(access: Access, canReadAccounts: boolean): [string, string][] {
  const people = [access.user_id, ...access.stands_in_for, ...access.reasons.map(({ person_id }) => person_id)]
  const accounts = canReadAccounts ? [access.account_id, ...access.reasons.map(({ head_id }) => head_id)] : []
  const pairs = [...people.map((id) => ['user', id] as const), ...accounts.map((id) => ['account', id] as const)]
  return [...new Map(pairs.filter(([, id]) => id && id !== '0').map(([type, id]) => [id, [type, String(id)] as [string, string]])).values()]
}

function Told({ access }: { access: Access }) {
  const { t } = useTranslation('admin')
  const format = useFormat()
  const canReadAccounts = mayDo(useSession(), 'business_read')
  const of = useNames(wantedNames(access, canReadAccounts), t('access.somebody'))
  const names = { person: of(access.user_id), of }
  const account = access.account_id && canReadAccounts ? of(access.account_id) : (access.account_id ?? '')
  const [head, ...reasons] = sayReasons(access, names, account, t, format)
  const general = [sayView(access, names, t), sayDeputy(access, names, t), ...sayFields(access, names, t)].filter((words) => words !== null)

  return (
    <Stack gap="sm" aria-live="polite">
      {head && (
        <Alert color={access.sees ? 'green' : 'gray'} title={head}>
          {reasons.length > 0 && (
            <List size="sm">
              {reasons.map((words) => (
                <List.Item key={words}>{words}</List.Item>
              ))}
            </List>
          )}
        </Alert>
      )}
      <Paper withBorder p="md">
        <List size="sm" spacing={4}>
          {general.map((words) => (
            <List.Item key={words}>{words}</List.Item>
          ))}
        </List>
      </Paper>
    </Stack>
  )
}

export function AccessSection() {
  const { t } = useTranslation('admin')
  const session = useSession()
  const [user, setUser] = useUrlState('user', session.user_id)
  const [account, setAccount] = useUrlState('account')
  const seesAccounts = mayDo(session, 'business_read')
  const isOthers = mayDo(session, 'people_write') || mayDo(session, 'audit_read')
  const { data, error, isPending } = useQuery({
    queryKey: ['access', user, account],
    queryFn: () => get('/api/v1/access', { user, account }),
  })

  return (
    <Section title={t('access.title')} about={t('access.about')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} maw={720}>
        {isOthers && <FieldEditor field={PERSON} value={user} onChange={(id) => setUser(id ? String(id) : null)} />}
        {seesAccounts && <FieldEditor field={ACCOUNT} value={account || null} onChange={(id) => setAccount(id ? String(id) : null)} />}
      </SimpleGrid>
      {!seesAccounts && (
        <Text size="sm" c="dimmed" maw={720}>
          {t('access.without_accounts')}
        </Text>
      )}
      {isPending && <Loading />}
      {error && <Failed error={error} />}
      {data && <Told access={data} />}
      <PolicyTables role={data?.role} />
    </Section>
  )
}
