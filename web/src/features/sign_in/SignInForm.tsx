/* E-mail address and password, then a code when there is a second factor. It stands on the page of its own and, when a session has ended,
 * in a dialogue above the page. */
import { Anchor, Button, Divider, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionQuery } from '@/api/session'
import { Notice } from './Notice'
import { refusalOf } from './refusal'
import { goToProvider, signIn, welcomeQuery } from './steps'
import { useWait } from './wait'

interface SignInFormProps {
  /** Whose session is opened anew; they alone may. */
  email?: string
  /** Called before the page shows that somebody is in. */
  onDone?: () => void
}

export function SignInForm({ email, onDone }: SignInFormProps) {
  const { t } = useTranslation('sign_in')
  const cache = useQueryClient()
  const [ticket, setTicket] = useState<string | null>(null)
  const { mutate, reset, error, isPending } = useMutation({
    mutationFn: signIn,
    onSuccess: (step) => {
      if (step.state === 'needs_code') return setTicket(step.ticket)
      onDone?.()
      return cache.invalidateQueries({ queryKey: sessionQuery.queryKey })
    },
  })
  const wait = useWait(error)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const values = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>
    mutate(ticket ? { ticket, code: values.code ?? '' } : values)
  }
  const begin = () => {
    setTicket(null)
    reset()
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <Notice refusal={error ? refusalOf(error, ticket ? 'code' : 'password') : null} wait={wait} />
        {ticket ? <CodeField error={error} /> : <PasswordFields email={email} error={error} />}
        <Button type="submit" loading={isPending} disabled={wait > 0}>
          {t(ticket ? 'go_on' : 'sign_in')}
        </Button>
        {ticket ? (
          <Anchor component="button" type="button" size="sm" onClick={begin}>
            {t('begin_again')}
          </Anchor>
        ) : (
          <Provider />
        )}
      </Stack>
    </form>
  )
}

function PasswordFields({ email, error }: { email?: string; error: unknown }) {
  const { t } = useTranslation('sign_in')
  const address = useRef<HTMLInputElement>(null)
  const password = useRef<HTMLInputElement>(null)

  // What was wrong is typed again at once; the address is most often right.
  useEffect(() => {
    const field = email || error ? password.current : address.current
    field?.focus()
    if (error) field?.select()
  }, [email, error])
  return (
    <>
      <TextInput
        ref={address}
        name="email"
        type="email"
        label={t('email')}
        autoComplete="username"
        required
        defaultValue={email}
        readOnly={!!email}
      />
      <PasswordInput
        ref={password}
        name="password"
        label={t('password')}
        autoComplete="current-password"
        data-autofocus={email ? true : undefined}
        required
        visibilityToggleButtonProps={{ 'aria-label': t('show'), tabIndex: 0 }}
      />
    </>
  )
}

function CodeField({ error }: { error: unknown }) {
  const { t } = useTranslation('sign_in')
  const field = useRef<HTMLInputElement>(null)

  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [error])
  return <TextInput ref={field} name="code" label={t('code')} description={t('code_hint')} autoComplete="one-time-code" required />
}

/* Only where the firm has one. */
function Provider() {
  const { t } = useTranslation('sign_in')
  const { data } = useQuery(welcomeQuery)

  return data?.has_identity_provider ? (
    <>
      <Divider label={t('or')} />
      <Button variant="default" onClick={goToProvider}>
        {t('provider')}
      </Button>
    </>
  ) : null
}
