/* What the overview is about: which days, in which currency, companies or groups, whose customers. All of it stands in the address. */
import { Group } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { useQuery } from '@tanstack/react-query'
import { listRecords, recordKeys } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import type { InCurrency } from '@/ui/figure/currency'
import { CurrencySelect } from '@/ui/figure/CurrencySelect'
import { PeriodSelect } from '@/ui/figure/PeriodSelect'
import { RowsSwitch } from '@/ui/figure/RowsSwitch'
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

/* Who has no managers need not wait for the list of them. */
const ManagerSelect = lazy(async () => ({ default: (await import('./ManagerSelect')).ManagerSelect }))

export function Switches({ years, figures }: { years: readonly number[]; figures: InCurrency & { as_of: string | null } }) {
  const [search, change] = useUrlSearch()
  const managers = useManagers()
  const one = (name: string, otherwise: string) => [search[name]].flat()[0] ?? otherwise
  const set = (name: string, otherwise: string) => (value: string | null) =>
    change({ [name]: value === otherwise ? undefined : (value ?? undefined) })
  const people = managers.map((user) => ({ value: user.id, label: String(user.name ?? user.id) }))

  return (
    <Group gap="xs">
      <PeriodSelect years={years} />
      <CurrencySelect figures={figures} />
      <RowsSwitch asOf={figures.as_of} />
      {managers.length > 0 && (
        <Suspense>
          <ManagerSelect people={people} value={one('manager', '') || null} onChange={set('manager', '')} />
        </Suspense>
      )}
    </Group>
  )
}
