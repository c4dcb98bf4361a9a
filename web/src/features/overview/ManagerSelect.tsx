/* Whose customers are looked at. */
import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface ManagerSelectProps {
  people: readonly { value: string; label: string }[]
  value: string | null
  onChange: (value: string | null) => void
}

export function ManagerSelect({ people, value, onChange }: ManagerSelectProps) {
  const { t } = useTranslation('overview')

  return (
    <Select
      size="xs"
      w={190}
      aria-label={t('manager')}
      placeholder={t('all_managers')}
      data={[...people, { value: '0', label: t('no_manager') }]}
      value={value}
      onChange={onChange}
      clearable
      clearButtonProps={{ 'aria-label': t('all_managers') }}
      searchable
    />
  )
}
