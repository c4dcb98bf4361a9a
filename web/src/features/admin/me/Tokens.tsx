/* Tokens, by which programs act for a person: those that are good, one more, the end of one. */
import { Button, Group, Select, Stack, Table, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '@/api/send'
import { useFormat } from '@/i18n/use'
import { Failed, Loading } from '@/ui/states/States'
import { askFirst } from '../pieces/ask'
import { get, type ItemOf } from '../pieces/get'
import { Mark } from '../pieces/Mark'
import { Once } from '../pieces/Once'
import { useAction } from '../pieces/useAction'

type Token = ItemOf<'/api/v1/tokens'>
const keyOf = (user: string) => ['tokens', user]
const DAY_MS = 86_400_000

function TokenRow({ token, user }: { token: Token; user: string }) {
  const { t } = useTranslation('admin')
  const format = useFormat()
  const revoke = useAction(() => send('DELETE', `/api/v1/tokens/${token.id}`), {
    done: t('tokens.revoked'),
    refresh: [keyOf(user), ['records', 'user', 'sign-ins']],
  })
  const ask = () =>
    askFirst({
      title: t('tokens.revoke'),
      body: t('tokens.revoke_why', { name: token.name }),
      confirm: t('tokens.revoke'),
      cancel: t('common:actions.cancel'),
      run: () => revoke.mutate(undefined),
    })

  return (
    <Table.Tr>
      <Table.Td>
        {token.name}
        <Text size="xs" c="dimmed" ff="monospace">
          {`kamen_${token.prefix}_…`}
        </Text>
      </Table.Td>
      <Table.Td>
        <Mark tone="quiet">{t(`tokens.scopes.${token.scopes === '*' ? 'all' : token.scopes}`, { defaultValue: token.scopes })}</Mark>
      </Table.Td>
      <Table.Td visibleFrom="sm">{token.used_at ? format.ago(token.used_at) : t('people.never')}</Table.Td>
      <Table.Td>{format.date(token.expires_at.slice(0, 10))}</Table.Td>
      <Table.Td ta="end">
        <Button
          size="compact-sm"
          variant="default"
          loading={revoke.isPending}
          aria-label={t('tokens.revoke_it', { name: token.name })}
          onClick={ask}
        >
          {t('tokens.revoke')}
        </Button>
      </Table.Td>
    </Table.Tr>
  )
}

function NewToken({ onMade }: { onMade: (token: string) => void }) {
  const { t } = useTranslation('admin')
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<string | null>('read')
  const [days, setDays] = useState<string | null>('90')
  const make = useAction(
    async () => {
      const expires_at = new Date(Date.now() + Number(days) * DAY_MS).toISOString()
      return (await send<{ token: string }>('POST', '/api/v1/tokens', { body: { name, scopes, expires_at } })).data.token
    },
    {
      onDone: (token) => {
        setName('')
        onMade(token)
      },
    },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate(undefined)
  }
  const kinds = (['read', 'write', '*'] as const).map((value) => ({ value, label: t(`tokens.scopes.${value === '*' ? 'all' : value}`) }))
  const lives = [30, 90, 365].map((count) => ({ value: String(count), label: t('tokens.days', { count }) }))

  return (
    <form onSubmit={submit} aria-label={t('tokens.new')}>
      <Group align="flex-end" gap="xs">
        <TextInput
          label={t('tokens.name')}
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select label={t('tokens.scope')} data={kinds} value={scopes} onChange={setScopes} allowDeselect={false} w={180} />
        <Select label={t('tokens.life')} data={lives} value={days} onChange={setDays} allowDeselect={false} w={120} />
        <Button type="submit" variant="default" loading={make.isPending}>
          {t('tokens.make')}
        </Button>
      </Group>
    </form>
  )
}

/* `canMake`: a token acts for whoever makes it, so nobody makes one for others. */
export function Tokens({ user, canMake }: { user: string; canMake: boolean }) {
  const { t } = useTranslation('admin')
  const [made, setMade] = useState<string | null>(null)
  const { data, error, isPending, refetch } = useQuery({
    queryKey: keyOf(user),
    queryFn: () => get('/api/v1/tokens', { user: canMake ? undefined : user }),
  })
  const good = data?.items.filter(({ revoked_at, expires_at }) => !revoked_at && Date.parse(expires_at) > Date.now()) ?? []

  if (isPending) return <Loading />
  if (error) return <Failed error={error} />
  return (
    <Stack gap="sm">
      {good.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('tokens.empty')}
        </Text>
      ) : (
        <Table verticalSpacing={4} aria-label={t('tokens.title')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('tokens.name')}</Table.Th>
              <Table.Th>{t('tokens.scope')}</Table.Th>
              <Table.Th visibleFrom="sm">{t('tokens.used')}</Table.Th>
              <Table.Th>{t('tokens.until')}</Table.Th>
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {good.map((token) => (
              <TokenRow key={token.id} token={token} user={user} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {canMake && (
        <NewToken
          onMade={(token) => {
            setMade(token)
            void refetch()
          }}
        />
      )}
      <Once title={t('tokens.made')} label={t('tokens.token')} value={made} about={t('tokens.made_about')} onClose={() => setMade(null)} />
    </Stack>
  )
}
