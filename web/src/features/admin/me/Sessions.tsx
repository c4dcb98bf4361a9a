/* Where one is signed in, and the end of it. */
import { Button, Group, Stack, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { send } from '@/api/send'
import { useFormat } from '@/i18n/use'
import { Failed, Loading } from '@/ui/states/States'
import { get, type ItemOf } from '../pieces/get'
import { Mark } from '../pieces/Mark'
import { useAction } from '../pieces/useAction'
import { browserOf } from './browser'

const SESSIONS = ['me', 'sessions']

function SessionRow({ session }: { session: ItemOf<'/api/v1/sessions'> }) {
  const { t } = useTranslation('me')
  const format = useFormat()
  const browser = browserOf(session.agent) || t('unknown_browser')
  const end = useAction(() => send('DELETE', `/api/v1/sessions/${session.id}`), { done: t('session_ended'), refresh: [SESSIONS] })

  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs">
          {browser}
          {session.is_this && <Mark tone="accent">{t('this_session')}</Mark>}
        </Group>
        <Text size="xs" c="dimmed">
          {session.address}
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

export function Sessions() {
  const { t } = useTranslation('me')
  const { data, error, isPending } = useQuery({ queryKey: SESSIONS, queryFn: () => get('/api/v1/sessions') })
  const others = useAction(() => send('DELETE', '/api/v1/sessions'), { done: t('others_ended'), refresh: [SESSIONS] })

  if (isPending) return <Loading />
  if (error) return <Failed error={error} />
  return (
    <Stack gap="sm" align="flex-start">
      <Table verticalSpacing={4} aria-label={t('sessions')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('browser')}</Table.Th>
            <Table.Th>{t('used')}</Table.Th>
            <Table.Th visibleFrom="sm">{t('since')}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.items.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </Table.Tbody>
      </Table>
      {data.items.length > 1 && (
        <Button variant="default" size="xs" loading={others.isPending} onClick={() => others.mutate(undefined)}>
          {t('end_others')}
        </Button>
      )}
    </Stack>
  )
}
