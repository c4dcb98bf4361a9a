/* A secret on its way to a telephone: the picture, the same as text, and the first code that proves that it arrived. */
import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '@/api/send'
import { useAction } from '../pieces/useAction'
import { QrCode } from './QrCode'

export interface Secret {
  secret: string
  uri: string
}

interface EnrolmentProps {
  secret: Secret
  onCancel: () => void
  /** With the recovery codes. */
  onDone: (codes: string[]) => void
}

const inFours = (secret: string) => secret.replace(/(.{4})(?=.)/g, '$1 ')

export function Enrolment({ secret, onCancel, onDone }: EnrolmentProps) {
  const { t } = useTranslation('me')
  const [code, setCode] = useState('')
  const confirm = useAction(
    async () =>
      (await send<{ recovery_codes: string[] }>('POST', '/api/v1/me/totp/confirm', { body: { code: code.replace(/\s/g, '') } })).data,
    { quiet: true, onDone: ({ recovery_codes }) => onDone(recovery_codes) },
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    confirm.mutate(undefined)
  }

  return (
    <form onSubmit={submit} aria-label={t('enrol')}>
      <Group align="flex-start" gap="lg">
        <QrCode text={secret.uri} label={t('qr')} />
        <Stack gap="sm" maw={360}>
          <Text size="sm">{t('enrol_about')}</Text>
          <div>
            <Text size="xs" c="dimmed">
              {t('secret')}
            </Text>
            <Text ff="monospace" size="sm" style={{ overflowWrap: 'anywhere' }} data-secret={secret.secret}>
              {inFours(secret.secret)}
            </Text>
          </div>
          {confirm.error && (
            <Alert color="red" role="alert">
              {t('code_wrong')}
            </Alert>
          )}
          <TextInput
            label={t('code')}
            required
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Group>
            <Button type="submit" loading={confirm.isPending} disabled={code.replace(/\s/g, '').length < 6}>
              {t('enrol_done')}
            </Button>
            <Button variant="default" onClick={onCancel}>
              {t('common:actions.cancel')}
            </Button>
          </Group>
        </Stack>
      </Group>
    </form>
  )
}
