/* Choosing a password: twice, with the rules in words and a meter that says how good it is. */
import { PasswordInput, Progress, Stack, Text } from '@mantine/core'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { strengthOf, type Strength } from './strength'

const LOOK: Record<Strength, { share: number; colour: string }> = {
  none: { share: 0, colour: 'gray' },
  short: { share: 20, colour: 'var(--kam-bad)' },
  weak: { share: 40, colour: 'var(--kam-bad)' },
  fair: { share: 75, colour: 'var(--kam-warn)' },
  good: { share: 100, colour: 'var(--kam-good)' },
}

interface NewPasswordProps {
  /** What is wrong with the password, in the reader's language. */
  error?: string
  /** What is wrong with the second one. */
  repeatError?: string
  takesFocus?: boolean
}

/** Two fields of a form: `next` and `repeat`. */
export function NewPassword({ error, repeatError, takesFocus }: NewPasswordProps) {
  const { t } = useTranslation('password')
  const [value, setValue] = useState('')
  const meter = useId()
  const field = useRef<HTMLInputElement>(null)
  const strength = strengthOf(value)
  const { share, colour } = LOOK[strength]

  useEffect(() => {
    if (error || takesFocus) field.current?.focus()
  }, [error, takesFocus])
  return (
    <Stack gap="sm">
      <div>
        <PasswordInput
          name="next"
          label={t('next')}
          description={t('rules')}
          autoComplete="new-password"
          required
          error={error}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
          aria-describedby={meter}
          ref={field}
          visibilityToggleButtonProps={{ 'aria-label': t('show'), tabIndex: 0 }}
        />
        <Progress value={share} color={colour} size={4} mt={6} aria-hidden />
        <Text id={meter} size="xs" c="dimmed" aria-live="polite">
          {t(`strength.${strength}`)}
        </Text>
      </div>
      <PasswordInput
        name="repeat"
        label={t('repeat')}
        autoComplete="new-password"
        required
        error={repeatError}
        visibilityToggleButtonProps={{ 'aria-label': t('show'), tabIndex: 0 }}
      />
    </Stack>
  )
}
