/* Where somebody is signed in, and the end of it: oneself, or another person in the eyes of an administrator. */
import { Button, Group, Stack, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { recordKeys } from '@/api/records'
import { send } from '@/api/send'
import { useFormat } from '@/i18n/use'
import { Failed, Loading } from '@/ui/states/States'
import { get, type ItemOf } from '../pieces/get'
import { Mark } from '../pieces/Mark'
import { useAction } from '../pieces/useAction'
import { browserOf } from './browser'

type Session = ItemOf<'/api/v1/sessions'>

/* The number of sessions stands in the table of people, too. */
const refreshOf = (user?: string) => (user ? [recordKeys.type('user')] : [['me', 'sessions']])
const keyOf = (user?: string) => (user ? [...recordKeys.type('user'), 'sessions', user] : ['me', 'sessions'])
const pathOf = (user?: string) => (user ? `/api/v1/users/${user}/sessions` : '/api/v1/sessions')

function SessionRow({ session, user }: { session: Session; user?: string }) {
  const { t } = useTranslation('me')
  const format = useFormat()
  const browser = browserOf(session.agent) || t('unknown_browser')
  const end = useAction(() => send('DELETE', `${pathOf(user)}/${session.id}`), { done: t('session_ended'), refresh: refreshOf(user) })

  return (
    <Table.Tr>
      <Table.Td title={session.agent}>
        <Group gap="xs">
          {browser}
          {session.is_this && <Mark tone="accent">{t('this_session')}</Mark>}
        </Group>
        <Text size="xs" c="dimmed">
          {session.address}
        </Text>
        <Text size="xs" c="dimmed" hiddenFrom="sm">
          {t('since_when', { when: format.instant(session.created_at) })}
        </Text>
      </Table.Td>
      <Table.Td title={format.instant(session.used_at)}>{format.ago(session.used_at)}</Table.Td>
      <Table.Td visibleFrom="sm">{format.instant(session.created_at)}</Table.Td>
      <Table.Td ta="end">
        {!session.is_this && (
          <Button
            size="compact-sm"
            variant="default"
            loading={end.isPending}
            aria-label={t('end_it', { browser })}
            onClick={() => end.mutate(undefined)}
          >
            {t('end')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

function SessionTable({ sessions, user }: { sessions: readonly Session[]; user?: string }) {
  const { t } = useTranslation('me')

  return (
    <Table verticalSpacing={4} aria-label={t(user ? 'sessions_of' : 'sessions')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('browser')}</Table.Th>
          <Table.Th>{t('used')}</Table.Th>
          <Table.Th visibleFrom="sm">{t('since')}</Table.Th>
          <Table.Td />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} user={user} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

/** `user`: the id of the person, for administrators; without it one's own. */
export function Sessions({ user }: { user?: string }) {
  const { t } = useTranslation('me')
  const { data, error, isPending } = useQuery({
    queryKey: keyOf(user),
    queryFn: async () => (await send<{ items: Session[] }>('GET', pathOf(user))).data,
  })

  if (isPending) return <Loading />
  if (error) return <Failed error={error} />
  if (data.items.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('nowhere')}
      </Text>
    )
  return <SessionTable sessions={data.items} user={user} />
}

/** One's own sessions, and the end of all but this one. */
export function OwnSessions() {
  const { t } = useTranslation('me')
  const { data } = useQuery({ queryKey: keyOf(), queryFn: () => get('/api/v1/sessions') })
  const others = useAction(() => send('DELETE', pathOf()), { done: t('others_ended'), refresh: refreshOf() })

  return (
    <Stack gap="sm" align="flex-start">
      <Sessions />
      {(data?.items.length ?? 0) > 1 && (
        <Button variant="default" size="xs" loading={others.isPending} onClick={() => others.mutate(undefined)}>
          {t('end_others')}
        </Button>
      )}
    </Stack>
  )
}
