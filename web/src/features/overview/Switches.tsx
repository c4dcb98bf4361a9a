/* What the overview is about: which days, companies or groups, whose customers. All of it stands in the address. */
import { Group, SegmentedControl, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { listRecords, recordKeys } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { PeriodSelect } from '@/ui/figure/PeriodSelect'
import { useUrlSearch } from '@/ui/url'

const KEEP_ACCOUNTS = { role: 'in.(kam,director)', order: 'name', limit: 200 }

function useManagers() {
  const mayAsk = mayDo(useSession(), 'people_read')
  const { data } = useQuery({
    queryKey: recordKeys.list('user', KEEP_ACCOUNTS),
    queryFn: () => listRecords('user', KEEP_ACCOUNTS),
    enabled: mayAsk,
  })
  return data?.items ?? []
}

export function Switches({ years }: { years: readonly number[] }) {
  const { t } = useTranslation('overview')
  const [search, change] = useUrlSearch()
  const managers = useManagers()
  const one = (name: string, otherwise: string) => [search[name]].flat()[0] ?? otherwise
  const set = (name: string, otherwise: string) => (value: string | null) =>
    change({ [name]: value === otherwise ? undefined : (value ?? undefined) })
  const people = managers.map((user) => ({ value: user.id, label: String(user.name ?? user.id) }))

  return (
    <Group gap="xs">
      <PeriodSelect years={years} />
      <SegmentedControl
        size="xs"
        aria-label={t('by')}
        data={['account', 'group'].map((value) => ({ value, label: t(`bys.${value}`) }))}
        value={one('by', 'account')}
        onChange={set('by', 'account')}
      />
      {managers.length > 0 && (
        <Select
          size="xs"
          w={190}
          aria-label={t('manager')}
          placeholder={t('all_managers')}
          data={[...people, { value: '0', label: t('no_manager') }]}
          value={one('manager', '') || null}
          onChange={set('manager', '')}
          clearable
          clearButtonProps={{ 'aria-label': t('all_managers') }}
          searchable
        />
      )}
    </Group>
  )
}
