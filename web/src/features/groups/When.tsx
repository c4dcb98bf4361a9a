/* Groups of when: as they are today, as they were on the day of each line, or as they were on one day. It stands in the address. */
import { Group, SegmentedControl, TextInput } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Format } from '@/i18n/format'
import { useUrlSearch } from '@/ui/url'
import { today } from './days'
import { dayOf, groupsOf } from './place'

/** 'as they are today', 'each line under the head of its day', 'as they were on 1 May 2024'. */
export const sayWhen = (groups: string, t: TFunction<'groups'>, format: Format): string =>
  groups === 'today' || groups === 'then' ? t(`when.say_${groups}`) : t('when.say_day', { day: format.date(groups) })

export function When() {
  const { t } = useTranslation('groups')
  const [search, change] = useUrlSearch()
  const word = groupsOf(search)
  const day = dayOf(search)
  const go = (next: string) => change({ groups: next === 'today' || !next ? undefined : next })

  return (
    <Group align="flex-end" gap="xs" className="kam-no-print">
      <SegmentedControl
        size="xs"
        aria-label={t('when.label')}
        data={['today', 'then', 'day'].map((value) => ({ value, label: t(`when.${value}`) }))}
        value={day ? 'day' : word}
        onChange={(next) => go(next === 'day' ? today() : next)}
      />
      {day && (
        <TextInput
          type="date"
          size="xs"
          w={150}
          aria-label={t('when.which_day')}
          value={day}
          onChange={({ currentTarget }) => currentTarget.value && go(currentTarget.value)}
        />
      )}
    </Group>
  )
}
