/* One thing that was recognised, mended in place: its first choice is what was found out. */
import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { wordsOf, type Choice } from './choices'

interface StatementProps {
  label: string
  choices: readonly Choice[]
  /** What was said; '' when it is left to be found out. */
  asked: string
  /** What was found out, in words; null while it is not known. */
  found: string | null
  onChange: (value: string) => void
}

export function Statement({ label, choices, asked, found, onChange }: StatementProps) {
  const { t } = useTranslation('import')
  const first = asked ? t('reading.find_out') : found === null ? t('reading.unknown') : found
  const known = !asked || choices.some((choice) => choice.value === asked) ? [] : [{ value: asked, label: asked }]

  return (
    <NativeSelect
      size="xs"
      label={label}
      value={asked}
      data={[
        { value: '', label: first },
        ...[...choices, ...known].map(({ value }) => ({ value, label: wordsOf([...choices, ...known], value, t) })),
      ]}
      styles={{ input: { fontWeight: asked ? 600 : 400 } }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
