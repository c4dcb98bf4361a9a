/* Rates of exchange into the firm's currency: those that are there, one more, a file of them. */
import { ActionIcon, Alert, Anchor, Button, FileButton, Group, Select, Table } from '@mantine/core'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { companyQuery } from '@/api/company'
import { send } from '@/api/send'
import { mayDo, useSession } from '@/api/session'
import { writeDecimal } from '@/i18n/typed'
import { useFormat } from '@/i18n/use'
import { Empty, Failed, Loading } from '@/ui/states/States'
import { useUrlState } from '@/ui/url'
import { get, type ItemOf } from '../pieces/get'
import { Section } from '../pieces/Section'
import { useAction } from '../pieces/useAction'
import { NewRate } from './NewRate'

type Rate = ItemOf<'/api/v1/rates'>
export const RATES = ['rates']

function RateRow({ rate, canWrite, home }: { rate: Rate; canWrite: boolean; home: string }) {
  const { t, i18n } = useTranslation('admin')
  const format = useFormat()
  const { currency, date } = rate
  const remove = useAction(() => send('DELETE', `/api/v1/rates/${currency}/${date}`), { done: t('rates.deleted'), refresh: [RATES] })

  return (
    <Table.Tr>
      <Table.Td>{currency}</Table.Td>
      <Table.Td>{format.date(date)}</Table.Td>
      <Table.Td className="kam-number">
        {writeDecimal(rate.rate, i18n.language, 2)} {home}
      </Table.Td>
      {canWrite && (
        <Table.Td w={40}>
          <ActionIcon
            aria-label={t('rates.delete', { currency, date: format.date(date) })}
            loading={remove.isPending}
            onClick={() => remove.mutate(undefined)}
          >
            <IconTrash size={16} stroke={1.5} />
          </ActionIcon>
        </Table.Td>
      )}
    </Table.Tr>
  )
}

function ImportRates() {
  const { t } = useTranslation('admin')
  const take = useAction(
    async (file: File) =>
      (await send<{ read: number; added: number }>('POST', '/api/v1/rates/import', { raw: file, query: { filename: file.name } })).data,
    { done: t('rates.imported'), refresh: [RATES] },
  )

  return (
    <FileButton accept=".csv,.xlsx,.txt,.gz" onChange={(file) => file && take.mutate(file)}>
      {(props) => (
        <Button variant="default" loading={take.isPending} {...props}>
          {t('rates.import')}
        </Button>
      )}
    </FileButton>
  )
}

export function RatesSection() {
  const { t } = useTranslation('admin')
  const session = useSession()
  const [currency, setCurrency] = useUrlState('currency')
  const canWrite = mayDo(session, 'master_write')
  const company = useQuery(companyQuery)
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [...RATES, currency],
    queryFn: ({ pageParam }) => get('/api/v1/rates', { currency, cursor: pageParam }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const rates = data?.pages.flatMap(({ items }) => items) ?? []
  const known = data?.pages[0]?.currencies.map((one) => one.currency) ?? []
  const home = company.data?.currency ?? null

  if (isPending || company.isPending) return <Loading />
  if (error || company.error) return <Failed error={error ?? company.error} />
  return (
    <Section title={t('rates.title')} about={home && t('rates.about', { currency: home })} actions={home && canWrite && <ImportRates />}>
      {!home && (
        <Alert title={t('rates.no_currency')}>
          <Anchor component={Link} to="/administration/company" size="sm">
            {t('rates.set_currency')}
          </Anchor>
        </Alert>
      )}
      {home && canWrite && <NewRate home={home} />}
      {known.length > 1 && (
        <Group>
          <Select
            label={t('rates.currency')}
            data={known}
            value={currency || null}
            placeholder={t('rates.all')}
            clearable
            clearButtonProps={{ 'aria-label': t('rates.all') }}
            onChange={setCurrency}
          />
        </Group>
      )}
      {home && rates.length === 0 && <Empty title={t('rates.empty')}>{t('rates.empty_why', { currency: home })}</Empty>}
      {rates.length > 0 && (
        <Table maw={560} verticalSpacing={4} aria-label={t('rates.title')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('rates.currency')}</Table.Th>
              <Table.Th>{t('rates.from')}</Table.Th>
              <Table.Th className="kam-number">{t('rates.rate')}</Table.Th>
              {canWrite && <Table.Td />}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rates.map((rate) => (
              <RateRow key={`${rate.currency}${rate.date}`} rate={rate} canWrite={canWrite} home={home ?? ''} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Section>
  )
}
