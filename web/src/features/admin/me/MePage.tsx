/* One's own page: who one is here, how one gets in, what acts in one's name. */
import { Button, Group, Paper, Select, Stack, Table, TextInput, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '@/api/send'
import { sessionQuery, useSession } from '@/api/session'
import { chooseLanguage } from '@/i18n'
import { isLanguage, LANGUAGES } from '@/i18n/languages'
import { PageHead } from '@/ui/PageHead'
import { useAction } from '../pieces/useAction'
import { Password } from './Password'
import { SecondFactor } from './SecondFactor'
import { OwnSessions } from './Sessions'
import { Tokens } from './Tokens'

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper component="section" withBorder p="md" aria-label={title}>
      <Title order={2} mb="sm">
        {title}
      </Title>
      {children}
    </Paper>
  )
}

function Name() {
  const { t } = useTranslation('me')
  const session = useSession()
  const cache = useQueryClient()
  const [name, setName] = useState(session.name)
  const save = useAction((wanted: string) => send('POST', '/api/v1/me/name', { body: { name: wanted } }), {
    done: t('name_saved'),
    onDone: () => void cache.invalidateQueries({ queryKey: sessionQuery.queryKey }),
    refresh: [['records', 'user']],
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(name.trim())
  }

  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="xs">
        <TextInput
          label={t('name')}
          required
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          autoComplete="name"
          w={280}
        />
        <Button type="submit" variant="default" loading={save.isPending} disabled={name.trim() === '' || name.trim() === session.name}>
          {t('common:actions.save')}
        </Button>
      </Group>
    </form>
  )
}

function Profile() {
  const { t, i18n } = useTranslation('me')
  const session = useSession()

  return (
    <Stack gap="sm">
      <Name />
      <Table variant="vertical" maw={480} verticalSpacing={4}>
        <Table.Tbody>
          <Table.Tr>
            <Table.Th w={160}>{t('email')}</Table.Th>
            <Table.Td>{session.email}</Table.Td>
          </Table.Tr>
          <Table.Tr>
            <Table.Th>{t('role')}</Table.Th>
            <Table.Td>{t(`common:roles.${session.role}`)}</Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
      <Select
        label={t('common:shell.language')}
        data={LANGUAGES.map(({ value, label }) => ({ value, label }))}
        value={i18n.language}
        allowDeselect={false}
        w={280}
        onChange={(language) => isLanguage(language) && void chooseLanguage(language)}
      />
    </Stack>
  )
}

export function MePage() {
  const { t } = useTranslation('me')
  const session = useSession()

  return (
    <>
      <PageHead title={t('title')} />
      <Stack maw={860}>
        <Card title={t('profile')}>
          <Profile />
        </Card>
        <Card title={t('password')}>
          <Password />
        </Card>
        <Card title={t('factor')}>
          <SecondFactor />
        </Card>
        <Card title={t('sessions')}>
          <OwnSessions />
        </Card>
        <Card title={t('admin:tokens.title')}>
          <Tokens user={session.user_id} canMake />
        </Card>
      </Stack>
    </>
  )
}
