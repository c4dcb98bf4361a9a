/* The invoice lines that a figure is made of, with their sum, which is the figure. Opened by `useOpenLines`. */
import { Button, Drawer, Group, Table, Text } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { send } from '@/api/send'
import { useFormat } from '@/i18n/use'
import type { Money } from '@/i18n/format'
import { Failed, Loading } from '@/ui/states/States'
import { useUrlState } from '@/ui/url'
import classes from './figure.module.css'
import { sumOf } from './exact'
import { filterOfQuery } from './lines'
import type { Source } from './source'
import { useCurrency } from './useCurrency'
import { Wide } from './Wide'

interface Line {
  account: { id: string; name: string | null } | null
  day: string
  document: { id: string; number: string; is_credit: boolean }
  position: number
  product: { id: string; number: string; name: string } | null
  quantity: string | null
  net: Money
}

interface Lines {
  items: Line[]
  next: string | null
}

const AT_ONCE = 200

const loadLines = async (filter: Record<string, string>, cursor: string) =>
  (await send<Lines>('GET', '/api/v1/sales/lines', { query: { ...filter, limit: AT_ONCE, cursor } })).data

/* Lines of a document or an import are listed alone: their sum is not asked for. */
const hasSum = (filter: Record<string, string>) => !('document' in filter) && !('batch' in filter)

interface Total {
  net: Money
  lines: number
}

/* A document is written in one currency, an import may be in several: those are not added. */
function totalOf(lines: readonly Line[]): Total | undefined {
  const currency = lines[0]?.net.currency
  if (currency === undefined || lines.some((line) => line.net.currency !== currency)) return undefined
  return { net: { amount: sumOf(lines.map((line) => line.net.amount)), currency }, lines: lines.length }
}

interface Sums {
  total: Total
  source: Source
}

const loadSums = async (filter: Record<string, string>, currency: string | undefined) =>
  (await send<Sums>('GET', '/api/v1/sales/sums', { query: { ...filter, currency, group_by: 'year', limit: 1 } })).data

function LineRow({ line }: { line: Line }) {
  const { t } = useTranslation('figure')
  const format = useFormat()

  return (
    <Table.Tr>
      <Table.Td className={classes.day}>{format.date(line.day)}</Table.Td>
      <Table.Td>
        {line.document.number}
        {line.document.is_credit && ` ${t('credit')}`}
      </Table.Td>
      <Table.Td>{line.account?.name ?? t('nobody')}</Table.Td>
      <Table.Td>{line.product ? `${line.product.number} ${line.product.name}` : ''}</Table.Td>
      <Table.Td className="kam-number">{format.number(line.quantity, line.quantity?.includes('.') ? 2 : 0)}</Table.Td>
      <Table.Td className="kam-number">{format.money(line.net, 2)}</Table.Td>
    </Table.Tr>
  )
}

function LinesTable({ query }: { query: string }) {
  const { t } = useTranslation('figure')
  const format = useFormat()
  const filter = filterOfQuery(query)
  const lines = useInfiniteQuery({
    queryKey: ['sales', 'lines', query],
    queryFn: ({ pageParam }) => loadLines(filter, pageParam),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
  const currency = useCurrency()
  const sums = useQuery({
    queryKey: ['sales', 'lines_total', query, currency],
    queryFn: () => loadSums(filter, currency),
    enabled: hasSum(filter),
  })

  if (lines.isPending) return <Loading />
  if (lines.error) return <Failed error={lines.error} reset={() => void lines.refetch()} />
  const rows = lines.data.pages.flatMap((page) => page.items)
  const conversion = sums.data?.source.conversion
  const sum = sums.data?.total ?? (hasSum(filter) || lines.hasNextPage ? undefined : totalOf(rows))
  return (
    <>
      {sum && (
        <Text mb={conversion ? 0 : 'sm'} data-total={sum.net.amount}>
          {t('total', { count: sum.lines, lines: format.number(sum.lines), sum: format.money(sum.net, 2) })}
        </Text>
      )}
      {conversion && (
        <Text mb="sm" size="sm" c="dimmed">
          {t('lines_in', { currency: conversion.to })}
        </Text>
      )}
      <Wide label={t('lines')} min={640}>
        <Table stickyHeader striped verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              {['day', 'document', 'account', 'product'].map((name) => (
                <Table.Th key={name}>{t(`columns.${name}`)}</Table.Th>
              ))}
              <Table.Th className="kam-number">{t('columns.quantity')}</Table.Th>
              <Table.Th className="kam-number">{t('columns.net')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((line) => (
              <LineRow key={`${line.document.id}.${line.position}.${line.day}`} line={line} />
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
      {lines.hasNextPage && (
        <Group justify="center" mt="sm">
          <Button variant="default" size="xs" loading={lines.isFetchingNextPage} onClick={() => void lines.fetchNextPage()}>
            {t('more_lines')}
          </Button>
        </Group>
      )}
    </>
  )
}

/** Stands once on each page that calls `useOpenLines`. */
export function LinesDrawer() {
  const { t } = useTranslation('figure')
  const [query, set] = useUrlState('lines')

  return (
    <Drawer opened={query !== ''} onClose={() => set(null)} title={t('lines')} closeButtonProps={{ 'aria-label': t('close') }} size="xl">
      {query !== '' && <LinesTable query={query} />}
    </Drawer>
  )
}
