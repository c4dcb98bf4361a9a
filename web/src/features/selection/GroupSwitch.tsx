/* Who is chosen: companies, or groups of them under their heads, as they are today or as they were. */
import { Group, NativeSelect, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useUrlSearch } from '@/ui/url'

export function GroupSwitch() {
  const { t } = useTranslation('selection')
  const [search, change] = useUrlSearch()
  const by = search.by === 'group' ? 'group' : 'account'

  return (
    <Group gap="xs" className="kam-no-print">
      <SegmentedControl
        size="xs"
        aria-label={t('groups.label')}
        data={['account', 'group'].map((value) => ({ value, label: t(`groups.${value}`) }))}
        value={by}
        onChange={(value) => change(value === 'group' ? { by: 'group' } : { by: undefined, groups: undefined })}
      />
      {by === 'group' && (
        <NativeSelect
          size="xs"
          aria-label={t('groups.when')}
          data={['today', 'then'].map((value) => ({ value, label: t(`groups.${value}`) }))}
          value={search.groups === 'then' ? 'then' : 'today'}
          onChange={(event) => change({ groups: event.currentTarget.value === 'then' ? 'then' : undefined })}
        />
      )}
    </Group>
  )
}
