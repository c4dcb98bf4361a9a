/* As of which day: a day, or nothing for today. */
import { CloseButton, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface DayFieldProps {
  value: string | undefined
  onChange(day: string | undefined): void
}

export function DayField({ value, onChange }: DayFieldProps) {
  const { t } = useTranslation('groups')

  return (
    <TextInput
      type="date"
      size="xs"
      w={170}
      label={t('as_of.label')}
      value={value ?? ''}
      onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
      rightSection={value && <CloseButton size={24} aria-label={t('as_of.today')} onClick={() => onChange(undefined)} />}
      rightSectionPointerEvents="auto"
    />
  )
}
