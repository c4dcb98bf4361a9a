/* How one person gets in, and what an administrator does about it: a link, the second factor, sessions, the door itself. */
import { Button, Group, Stack, Table, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recordKeys, type KamRecord } from '@/api/records'
import { send } from '@/api/send'
import { useFormat } from '@/i18n/use'
import { Sessions } from '../me/Sessions'
import { askFirst } from '../pieces/ask'
import { Once } from '../pieces/Once'
import { useAction } from '../pieces/useAction'
import { makeLink, type SignIn } from './people'

interface WaysInProps {
  record: KamRecord
  signIn: SignIn | undefined
  isSelf: boolean
}

function Facts({ signIn }: { signIn: SignIn }) {
  const { t } = useTranslation('admin')
  const format = useFormat()
  const rows = [
    [t('people.last'), signIn.last_at ? format.instant(signIn.last_at) : t('people.never')],
    [t('people.password'), t(signIn.has_password ? 'people.password_set' : 'people.password_missing')],
    [t('people.factor'), t(signIn.has_second_factor ? 'people.factor_on' : 'people.factor_off')],
    ...(signIn.link_until ? [[t('people.open_link'), t('people.until', { when: format.instant(signIn.link_until) })]] : []),
  ]

  return (
    <Table variant="vertical" withTableBorder verticalSpacing={4}>
      <Table.Tbody>
        {rows.map(([label, value]) => (
          <Table.Tr key={label}>
            <Table.Th w="45%">{label}</Table.Th>
            <Table.Td>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

export function WaysIn({ record, signIn, isSelf }: WaysInProps) {
  const { t } = useTranslation('admin')
  const [link, setLink] = useState<string | null>(null)
  const refresh = [recordKeys.type('user')]
  const at = (rest: string) => `/api/v1/users/${record.id}/${rest}`
  const name = String(record.name)
  const invite = useAction((use: 'set-up' | 'reset') => makeLink(record.id, use), { onDone: setLink, refresh })
  const door = useAction((word: 'disable' | 'enable') => send('POST', at(word)), { done: t('people.saved'), refresh })
  const factor = useAction(() => send('POST', at('reset-totp')), { done: t('people.factor_reset'), refresh })
  const sessions = useAction(() => send('DELETE', at('sessions')), { done: t('people.sessions_ended'), refresh })
  const ask = (key: string, run: () => void) =>
    askFirst({
      title: t(`people.${key}`),
      body: t(`people.${key}_why`, { name }),
      confirm: t(`people.${key}`),
      cancel: t('common:actions.cancel'),
      run,
    })

  return (
    <Stack gap="sm">
      {signIn && <Facts signIn={signIn} />}
      <Group gap="xs">
        {record.disabled !== true && (
          <Button
            variant="default"
            size="xs"
            loading={invite.isPending}
            onClick={() => invite.mutate(signIn?.has_password ? 'reset' : 'set-up')}
          >
            {t(signIn?.has_password ? 'people.reset_link' : 'people.new_link')}
          </Button>
        )}
        {signIn?.has_second_factor && !isSelf && (
          <Button
            variant="default"
            size="xs"
            loading={factor.isPending}
            onClick={() => ask('reset_factor', () => factor.mutate(undefined))}
          >
            {t('people.reset_factor')}
          </Button>
        )}
        {!isSelf &&
          (record.disabled === true ? (
            <Button variant="default" size="xs" loading={door.isPending} onClick={() => door.mutate('enable')}>
              {t('people.enable')}
            </Button>
          ) : (
            <Button
              variant="default"
              size="xs"
              c="var(--kam-bad)"
              loading={door.isPending}
              onClick={() => ask('disable', () => door.mutate('disable'))}
            >
              {t('people.disable')}
            </Button>
          ))}
      </Group>
      {isSelf && (
        <Text size="xs" c="dimmed">
          {t('people.self')}
        </Text>
      )}
      <Group justify="space-between" mih={30}>
        <Title order={4} fz="sm">{t('people.sessions')}</Title>
        {(signIn?.sessions ?? 0) > 1 && !isSelf && (
          <Button
            variant="default"
            size="xs"
            loading={sessions.isPending}
            onClick={() => ask('end_sessions', () => sessions.mutate(undefined))}
          >
            {t('people.end_sessions')}
          </Button>
        )}
      </Group>
      <Sessions user={record.id} />
      <Once
        title={t('people.link_title')}
        label={t('people.link')}
        value={link}
        about={t('people.link_about')}
        onClose={() => setLink(null)}
      />
    </Stack>
  )
}
