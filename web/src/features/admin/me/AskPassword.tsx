/* The password once more, before how one signs in is changed. */
import { Alert, Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/api/problem'

interface AskPasswordProps {
  title: string
  about: string
  error: Error | null
  isPending: boolean
  onClose: () => void
  onGiven: (password: string) => void
}

export function AskPassword({ title, about, error, isPending, onClose, onGiven }: AskPasswordProps) {
  const { t } = useTranslation(['me', 'password'])
  const [password, setPassword] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    onGiven(password)
  }

  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common:actions.close') }}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm">{about}</Text>
          {error && (
            <Alert color="red" role="alert">
              {isProblem(error, 403) ? t('password_wrong') : error.message}
            </Alert>
          )}
          <PasswordInput
            label={t('password_now')}
            required
            data-autofocus
            visibilityToggleButtonProps={{ 'aria-label': t('password:show'), tabIndex: 0 }}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:actions.cancel')}
            </Button>
            <Button type="submit" loading={isPending}>
              {t('go_on')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
