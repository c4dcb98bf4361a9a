/* Choosing any customers or groups of the firm: the largest are offered at once, all others by typing. */
import { MultiSelect } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '@/api/send'
import { useUrlSearch } from '@/ui/url'
import { NAMED, nameOf, type Named, type Ranked } from './analysis'
import { rowsAsked, type By } from './place'

const OFFERED = 40

interface Found {
  items: (Partial<Record<By, Named & { id: string }>> & object)[]
}

/* Beyond the largest, the server looks for names. */
function useFound(typed: string, isAll: boolean): (Named & { id: string })[] {
  const [search] = useUrlSearch()
  const [words] = useDebouncedValue(typed.trim(), 150)
  const query = { ...rowsAsked(search), q: words, limit: OFFERED, months: 1 }
  const { data } = useQuery({
    queryKey: ['concentration', 'found', query],
    queryFn: async ({ signal }) => (await send<Found>('GET', '/api/v1/sales/accounts', { query, signal })).data,
    placeholderData: keepPreviousData,
    enabled: !isAll && words.length > 1,
  })
  return (data?.items ?? []).flatMap((row) => row[query.by] ?? [])
}

interface LossPickerProps {
  largest: readonly Ranked[]
  lost: readonly string[]
  /** Names of those who are lost already. */
  named: readonly (Named & { id: string })[]
  onLost(ids: readonly string[]): void
}

export function LossPicker({ largest, lost, named, onLost }: LossPickerProps) {
  const { t } = useTranslation('concentration')
  const [typed, setTyped] = useState('')
  const found = useFound(typed, largest.length < NAMED)
  const names = new Map([...named, ...largest, ...found].map((one) => [one.id, nameOf(one)]))

  return (
    <MultiSelect
      size="xs"
      flex="1 1 260px"
      maw={720}
      label={t('stress.title')}
      placeholder={lost.length === 0 ? t('stress.choose') : undefined}
      data={[...names].map(([value, label]) => ({ value, label }))}
      value={lost.filter((id) => names.has(id))}
      onChange={onLost}
      searchValue={typed}
      onSearchChange={setTyped}
      nothingFoundMessage={t('stress.not_found')}
      limit={OFFERED}
      searchable
      hidePickedOptions
    />
  )
}
