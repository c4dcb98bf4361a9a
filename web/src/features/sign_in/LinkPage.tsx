/* A one-time link: the first password, or another one. */
import { Anchor, Button, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { NewPassword } from '@/ui/password/NewPassword'
import { strengthOf } from '@/ui/password/strength'
import { Front } from './Front'
import { Notice } from './Notice'
import { linkRefusalOf } from './refusal'
import { choosePassword, signIn, type Use } from './steps'
import { useWait } from './wait'

interface LinkPageProps {
  use: Use
  secret: string
  /** TRUE when a password was chosen and is still to be signed in with. */
  onDone: (chosen: boolean) => void
}

/* With the address at hand nobody types again what they have just typed; a second factor is asked for on the page for signing in. */
const isLetIn = async (email: string, password: string) =>
  signIn({ email, password }).then(
    (step) => step.state === 'signed_in',
    () => false,
  )

export function LinkPage({ use, secret, onDone }: LinkPageProps) {
  const { t } = useTranslation(['sign_in', 'password'])
  const [email] = useState(() => new URLSearchParams(location.search).get('email'))
  const [fault, setFault] = useState<'short' | 'differs' | null>(null)
  const { mutate, error, isPending } = useMutation({
    mutationFn: async (password: string) => {
      await choosePassword(use, secret, password)
      return email !== null && (await isLetIn(email, password))
    },
    onSuccess: (isIn) => onDone(!isIn),
  })
  const wait = useWait(error)
  const refusal = error ? linkRefusalOf(error) : null
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const values = new FormData(event.currentTarget)
    const next = String(values.get('next'))
    const wrong = strengthOf(next) === 'short' ? 'short' : next === values.get('repeat') ? null : 'differs'
    setFault(wrong)
    if (!wrong) mutate(next)
  }

  return (
    <Front title={t(use === 'set-up' ? 'link.set_up' : 'link.reset')}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm" c="dimmed">
            {t(use === 'set-up' ? 'link.set_up_why' : 'link.reset_why')}
          </Text>
          <Notice refusal={refusal && !refusal.field && !fault ? refusal.key : null} wait={wait} />
          <NewPassword
            takesFocus
            error={fault === 'short' ? t('password:short') : !fault && refusal?.field ? t('password:guessed') : undefined}
            repeatError={fault === 'differs' ? t('password:differs') : undefined}
          />
          <Button type="submit" loading={isPending} disabled={wait > 0}>
            {t('link.choose')}
          </Button>
          <Anchor component="button" type="button" size="sm" onClick={() => onDone(false)}>
            {t('link.to_sign_in')}
          </Anchor>
        </Stack>
      </form>
    </Front>
  )
}
