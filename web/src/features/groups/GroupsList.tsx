/* The groups of a day, with what they buy: as many as there are, of which only those in sight are drawn. */
import { Group, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Query } from '@/api/send'
import { useFormat } from '@/i18n/use'
import { CurrencySelect } from '@/ui/figure/CurrencySelect'
import { PeriodSelect } from '@/ui/figure/PeriodSelect'
import { useKeepCurrency } from '@/ui/figure/useCurrency'
import { Empty } from '@/ui/states/States'
import { DataTable } from '@/ui/table/DataTable'
import { usePages } from '@/ui/table/rows/useRows'
import type { Column } from '@/ui/table/types'
import { useArrangement } from '@/ui/table/useArrangement'
import { useUrlSearch } from '@/ui/url'
import { groupKeys, loadGroups, titleOf, type GroupList, type GroupRow } from './groups'
import { listQuery } from './place'
import { sayWhen, When } from './When'

const placeOf = (id: string): string => `/groups/${id}`

/* Orders that the API knows, and which way they go. */
const ORDERS: Record<string, { id: string; desc: boolean }> = {
  net: { id: 'net', desc: true },
  members: { id: 'members', desc: true },
  name: { id: 'name', desc: false },
}

function useColumns(): Column<GroupRow>[] {
  const { t } = useTranslation('groups')

  return useMemo(() => {
    const number = { kind: 'number', align: 'end' } as const
    return [
      {
        id: 'name',
        label: t('columns.group'),
        kind: 'text',
        value: ({ group }) => titleOf(group),
        render: ({ group }) => (
          <Link to={placeOf(group.id)} tabIndex={-1}>
            {titleOf(group)}
          </Link>
        ),
        width: 250,
        sortable: true,
        card: 'title',
      },
      {
        ...number,
        id: 'members',
        label: t('columns.members'),
        value: ({ members }) => members,
        width: 95,
        sortable: true,
        card: 'detail',
      },
      { id: 'net', label: t('columns.net'), kind: 'money', value: ({ net }) => net, width: 140, sortable: true, card: 'figure' },
      { id: 'share', label: t('columns.share'), kind: 'percent', value: ({ share }) => share, width: 80, card: 'detail' },
      {
        id: 'change_rate',
        label: t('columns.change'),
        kind: 'change',
        value: ({ change_rate }) => change_rate,
        width: 95,
        card: 'detail',
      },
      { id: 'manager', label: t('columns.manager'), kind: 'text', value: ({ manager }) => manager?.name ?? null, width: 150 },
      { ...number, id: 'bonds', label: t('columns.bonds'), hint: t('hints.bonds'), value: ({ bonds }) => bonds || null, width: 75 },
      {
        ...number,
        id: 'suggestions',
        label: t('columns.suggestions'),
        hint: t('hints.suggestions'),
        value: ({ suggestions }) => suggestions || null,
        render: ({ group, suggestions }) =>
          suggestions === 0 ? (
            '–'
          ) : (
            <Link
              to="."
              search={{ tab: 'suggestions', group: group.id } as never}
              tabIndex={-1}
              aria-label={`${t('columns.suggestions')}: ${suggestions}`}
            >
              {suggestions}
            </Link>
          ),
        width: 105,
        card: 'detail',
      },
      { ...number, id: 'roles', label: t('columns.roles'), value: ({ roles }) => roles || null, width: 70 },
      { ...number, id: 'purchasings', label: t('columns.purchasings'), value: ({ purchasings }) => purchasings || null, width: 115 },
    ] satisfies Column<GroupRow>[]
  }, [t])
}

function useGroupRows(query: Query) {
  return usePages<GroupRow>({
    queryKey: groupKeys.list(query),
    sequential: false,
    first: 60,
    size: 200,
    load: async ({ offset, limit }, signal) => {
      const { items, next_offset, total } = await loadGroups({ ...query, offset, limit }, signal)
      return { items, total, next: next_offset === null ? null : String(next_offset) }
    },
  })
}

function Sentence({ head }: { head: GroupList }) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const words = { groups: format.number(head.total), net: format.money(head.sums.groups), share: format.percent(head.sums.share) }

  return (
    <Text size="sm" mb="xs">
      {t('list.sentence', { count: head.total, ...words })}{' '}
      <Text span c="dimmed" size="sm">
        {format.date(head.period.from)} – {format.date(head.period.to)} · {sayWhen(head.groups, t, format)}
      </Text>
    </Text>
  )
}

function Search() {
  const { t } = useTranslation('groups')
  const [search, change] = useUrlSearch()
  const [words, setWords] = useState([search.q].flat()[0] ?? '')
  const ask = useDebouncedCallback((q: string) => change({ q: q || undefined }), 150)

  return (
    <TextInput
      type="search"
      size="xs"
      w={240}
      label={t('list.search')}
      value={words}
      leftSection={<IconSearch size={15} stroke={1.5} aria-hidden />}
      onChange={({ currentTarget: { value } }) => {
        setWords(value)
        ask(value)
      }}
    />
  )
}

export function GroupsList() {
  const { t } = useTranslation('groups')
  const [search, change] = useUrlSearch()
  const query = useMemo(() => listQuery(search), [search])
  const source = useGroupRows(query)
  const head = useQuery({
    queryKey: [...groupKeys.list(query), 'head'],
    queryFn: ({ signal }) => loadGroups({ ...query, limit: 1 }, signal),
    placeholderData: keepPreviousData,
  })
  const arrangement = useArrangement('groups', useColumns())
  useKeepCurrency(head.error)

  return (
    <>
      <Group align="flex-end" gap="xs" mb="sm" className="kam-no-print">
        <Search />
        <When />
        <PeriodSelect years={[]} />
        <CurrencySelect figures={head.data} />
      </Group>
      {head.data && <Sentence head={head.data} />}
      <DataTable<GroupRow>
        label={t('title')}
        source={source}
        arrangement={arrangement}
        rowKey={({ group }) => group.id}
        rowTitle={({ group }) => titleOf(group)}
        rowLink={({ group }) => placeOf(group.id)}
        sorts={[ORDERS[String(query.order)] ?? { id: 'net', desc: true }]}
        onSort={([sort]) => change({ order: sort && sort.id !== 'net' ? sort.id : undefined })}
        empty={query.q ? undefined : <Empty title={t('list.empty')}>{t('list.empty_why')}</Empty>}
      />
    </>
  )
}
