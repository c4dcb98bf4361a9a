/* Signing in: e-mail address and password, then a code when there is a second factor. */
import { Alert, Button, Center, Paper, PasswordInput, Stack, TextInput, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '@/api/send'
import { sessionQuery, type Session } from '@/api/session'

interface Step {
  state: 'signed_in' | 'needs_code'
  ticket: string | null
  session: Session | null
}

export function SignInPage() {
  const { t } = useTranslation('sign_in')
  const cache = useQueryClient()
  const [ticket, setTicket] = useState<string | null>(null)
  const { mutate, error, isPending } = useMutation({
    mutationFn: async (body: Record<string, string>) => (await send<Step>('POST', '/api/v1/session', { body })).data,
    onSuccess: (step) =>
      step.state === 'needs_code' ? setTicket(step.ticket) : cache.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const values = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>
    mutate(ticket ? { ticket, code: values.code ?? '' } : values)
  }

  return (
    <Center mih="100dvh" p="md" component="main">
      <Paper withBorder p="lg" w="100%" maw={380}>
        <form onSubmit={submit}>
          <Stack>
            <Title order={1}>{t('title')}</Title>
            {error && <Alert color="red">{error.message}</Alert>}
            {ticket ? (
              <TextInput
                key="code"
                name="code"
                label={t('code')}
                description={t('code_hint')}
                autoComplete="one-time-code"
                required
                data-autofocus
              />
            ) : (
              <>
                <TextInput name="email" type="email" label={t('email')} autoComplete="username" required />
                <PasswordInput name="password" label={t('password')} autoComplete="current-password" required />
              </>
            )}
            <Button type="submit" loading={isPending}>
              {t(ticket ? 'go_on' : 'sign_in')}
            </Button>
          </Stack>
        </form>
      </Paper>
    </Center>
  )
}
