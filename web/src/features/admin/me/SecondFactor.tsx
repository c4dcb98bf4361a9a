/* Codes by time as a second factor: set up with a picture that a telephone reads, taken away, recovery codes made anew. */
import { Button, Group, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '@/api/send'
import { sessionQuery, useSession } from '@/api/session'
import { Once } from '../pieces/Once'
import { useAction } from '../pieces/useAction'
import { AskPassword } from './AskPassword'
import { Enrolment, type Secret } from './Enrolment'

type Wish = 'begin' | 'remove' | 'codes'
interface Codes {
  recovery_codes: string[]
}

const PATHS: Record<Wish, string> = { begin: '/api/v1/me/totp', remove: '/api/v1/me/totp/remove', codes: '/api/v1/me/recovery-codes' }

export function SecondFactor() {
  const { t } = useTranslation('me')
  const { has_second_factor: isOn, recovery_codes_left: left } = useSession()
  const cache = useQueryClient()
  const [wish, setWish] = useState<Wish | null>(null)
  const [secret, setSecret] = useState<Secret | null>(null)
  const [codes, setCodes] = useState<string | null>(null)
  const settle = () => void cache.invalidateQueries({ queryKey: sessionQuery.queryKey })
  const ask = useAction(
    async ({ what, password }: { what: Wish; password: string }) => ({
      what,
      data: (await send<Secret & Codes>('POST', PATHS[what], { body: { password } })).data,
    }),
    {
      quiet: true,
      onDone: ({ what, data }) => {
        setWish(null)
        if (what === 'begin') setSecret(data)
        if (what === 'codes') setCodes(data.recovery_codes.join('\n'))
        settle()
      },
    },
  )
  const open = (what: Wish) => {
    ask.reset()
    setWish(what)
  }

  return (
    <Stack gap="sm">
      <Text size="sm">{isOn ? t('factor_on', { count: left }) : t('factor_off')}</Text>
      <Group gap="xs">
        {!isOn && !secret && <Button onClick={() => open('begin')}>{t('factor_begin')}</Button>}
        {isOn && (
          <>
            <Button variant="default" onClick={() => open('codes')}>
              {t('factor_codes')}
            </Button>
            <Button variant="default" c="var(--kam-bad)" onClick={() => open('remove')}>
              {t('factor_remove')}
            </Button>
          </>
        )}
      </Group>
      {secret && (
        <Enrolment
          secret={secret}
          onCancel={() => setSecret(null)}
          onDone={(made) => {
            setSecret(null)
            setCodes(made.join('\n'))
            settle()
          }}
        />
      )}
      {wish && (
        <AskPassword
          title={t(`ask_${wish}`)}
          about={t(`ask_${wish}_why`)}
          error={ask.error}
          isPending={ask.isPending}
          onClose={() => setWish(null)}
          onGiven={(password) => ask.mutate({ what: wish, password })}
        />
      )}
      <Once title={t('codes_title')} label={t('codes')} value={codes} about={t('codes_about')} onClose={() => setCodes(null)} />
    </Stack>
  )
}
