/* The first chart. Administrators see no sales, so they let somebody in who does, and can go on as that person at once. */
import { Button, CopyButton, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/api/problem'
import { createRecord, listRecords, recordKeys, type KamRecord } from '@/api/records'
import { send } from '@/api/send'
import { mayDo, useSession } from '@/api/session'

interface Invited {
  email: string
  path: string
}

/* The address goes along, so that whoever has chosen a password is signed in by it. */
const invite = async (user: KamRecord): Promise<Invited> => {
  const { data } = await send<{ path: string }>('POST', `/api/v1/users/${user.id}/link`, { body: { use: 'set-up' } })
  const email = String(user.email)
  return { email, path: `${data.path}?email=${encodeURIComponent(email)}` }
}

export function LookStep() {
  const { t } = useTranslation('first_run')
  const session = useSession()

  if (mayDo(session, 'business_read'))
    return (
      <Button component={Link} to="/">
        {t('look.overview')}
      </Button>
    )
  return mayDo(session, 'people_write') ? <LetIn /> : <Text size="sm">{t('look.ask')}</Text>
}

function LetIn() {
  const { t } = useTranslation('first_run')
  const directors = { role: 'eq.director', disabled: 'eq.false', limit: 1 }
  const { data } = useQuery({ queryKey: recordKeys.list('user', directors), queryFn: () => listRecords('user', directors) })
  const director = data?.items[0]
  const { mutate, data: invited, error, isPending } = useMutation({
    mutationFn: async (person: { name: string; email: string } | KamRecord) =>
      invite('id' in person ? person : await createRecord('user', { ...person, role: 'director' })),
  })

  if (invited) return <Invitation {...invited} />
  return (
    <Stack gap="sm">
      <Text size="sm">{t('look.why')}</Text>
      {director && (
        <Button loading={isPending} onClick={() => mutate(director)} style={{ alignSelf: 'start' }}>
          {t('look.as', { name: String(director.name) })}
        </Button>
      )}
      <NewDirector isFirst={!director} error={error} isPending={isPending} onAdd={mutate} />
    </Stack>
  )
}

interface NewDirectorProps {
  isFirst: boolean
  error: unknown
  isPending: boolean
  onAdd: (person: { name: string; email: string }) => void
}

function NewDirector({ isFirst, error, isPending, onAdd }: NewDirectorProps) {
  const { t } = useTranslation('first_run')
  const problem = isProblem(error) ? error : null
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const values = new FormData(event.currentTarget)
    onAdd({ name: String(values.get('name')), email: String(values.get('email')) })
  }

  return (
    <form onSubmit={submit}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput name="name" label={t('look.name')} required maxLength={120} autoComplete="off" />
        <TextInput
          name="email"
          type="email"
          label={t('look.email')}
          required
          autoComplete="off"
          error={problem?.faultOf('/email') && t('look.email_fault')}
        />
      </SimpleGrid>
      {problem && !problem.faultOf('/email') && (
        <Text size="sm" c="red" role="alert" mt={4}>
          {t('look.failed')}
        </Text>
      )}
      <Button type="submit" mt="sm" variant={isFirst ? 'filled' : 'default'} loading={isPending}>
        {t('look.add')}
      </Button>
    </form>
  )
}

function Invitation({ email, path }: Invited) {
  const { t } = useTranslation('first_run')
  const address = new URL(path, location.origin).href

  return (
    <Stack gap="sm" role="status">
      <Text size="sm">{t('look.invited', { email })}</Text>
      <TextInput readOnly value={address} aria-label={t('look.link')} onFocus={(event) => event.currentTarget.select()} />
      <Group>
        <Button onClick={() => location.assign(path)}>{t('look.go_on')}</Button>
        <CopyButton value={address}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'look.copied' : 'look.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Stack>
  )
}
