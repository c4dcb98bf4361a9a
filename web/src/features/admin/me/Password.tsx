/* Another password: the present one, then the next one twice. */
import { Alert, Button, Group, PasswordInput, Stack } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/api/problem'
import { send } from '@/api/send'
import { NewPassword } from '@/ui/password/NewPassword'
import { useAction } from '../pieces/useAction'

export function Password() {
  const { t } = useTranslation(['me', 'password'])
  const [round, setRound] = useState(0)
  const [differs, setDiffers] = useState(false)
  const change = useAction((body: object) => send('POST', '/api/v1/me/password', { body }), {
    done: t('password_changed'),
    quiet: true,
    refresh: [['me', 'sessions']],
    onDone: () => setRound(round + 1),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { password, next, repeat } = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>
    setDiffers(next !== repeat)
    if (next === repeat) change.mutate({ password, next })
  }
  const isWrong = isProblem(change.error, 403)

  return (
    <form key={round} onSubmit={submit}>
      <Stack gap="sm" maw={420}>
        {change.error && !isWrong && (
          <Alert color="red" role="alert">
            {change.error.message}
          </Alert>
        )}
        <PasswordInput
          name="password"
          label={t('password_now')}
          required
          autoComplete="current-password"
          error={isWrong ? t('password_wrong') : undefined}
          visibilityToggleButtonProps={{ 'aria-label': t('password:show'), tabIndex: 0 }}
        />
        <NewPassword repeatError={differs ? t('password:differs') : undefined} />
        <Group>
          <Button type="submit" variant="default" loading={change.isPending}>
            {t('password_change')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
