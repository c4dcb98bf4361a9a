/* Those whose cost is above what they pay, the worst first; each opens to its products, and a product to its invoice lines. */
import { Anchor, Paper, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { useOpenPath } from '@/ui/figure/lines'
import { SourceButton } from '@/ui/figure/SourceButton'
import type { Source } from '@/ui/figure/source'
import { useCurrency } from '@/ui/figure/useCurrency'
import { Wide } from '@/ui/figure/Wide'
import { EmptyPart, Failed, Loading } from '@/ui/states/States'
import { loadProducts, type Holder, type Rows } from './concentration'
import type { Whale } from './reckon'
import classes from './concentration.module.css'

const SHOWN = 8

function Products({ holder }: { holder: Holder }) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const open = useOpenPath()
  const currency = useCurrency()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['concentration', 'products', holder.opens_to, currency],
    queryFn: () => loadProducts(holder.opens_to, currency),
  })

  if (isPending) return <Loading />
  if (error) return <Failed error={error} reset={() => void refetch()} />
  return (
    <Wide label={t('eroders.products', { name: holder.name })}>
      <Table verticalSpacing={3}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('columns.product')}</Table.Th>
            <Table.Th className="kam-number">{t('columns.revenue')}</Table.Th>
            <Table.Th className="kam-number">{t('columns.profit')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.map((row) => (
            <Table.Tr key={row.product?.id ?? 'none'}>
              <Table.Td>
                <Anchor component="button" type="button" size="sm" ta="start" onClick={() => open(row.opens_to)}>
                  {row.product ? `${row.product.number} ${row.product.name}` : t('no_product')}
                </Anchor>
              </Table.Td>
              <Table.Td className="kam-number">{format.money(row.net)}</Table.Td>
              <Table.Td className="kam-number">{format.money(row.margin)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  )
}

function Eroder({ holder, currency }: { holder: Holder; currency: string | null }) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const [opened, setOpened] = useState(false)

  return (
    <li>
      <details onToggle={({ currentTarget }) => setOpened(currentTarget.open)}>
        <summary className={classes.summary}>
          <span className={classes.eroder}>
            <Text span size="sm">
              {holder.name}
            </Text>
            <Text span size="sm" className={`kam-number ${classes.bad}`}>
              {format.money({ amount: String(holder.margin), currency })}
            </Text>
            <Text span size="xs" c="dimmed">
              {t('eroders.of', { net: format.money({ amount: String(holder.net), currency }), manager: holder.manager ?? t('nobody') })}
            </Text>
          </span>
        </summary>
        {opened && <Products holder={holder} />}
      </details>
    </li>
  )
}

export function Eroders({ whale, rows, source }: { whale: Whale; rows: Rows; source: Source }) {
  const { t } = useTranslation('concentration')
  const [isAll, setAll] = useState(false)
  const shown = isAll ? whale.eroders : whale.eroders.slice(0, SHOWN)

  return (
    <Paper component="section" withBorder p="sm" aria-label={t('eroders.title')}>
      <SourceButton title={t('eroders.title')} source={source} formula={t('formula.lost')}>
        <Title order={2}>{t('eroders.title')}</Title>
      </SourceButton>
      {shown.length === 0 && <EmptyPart title={t('eroders.none')}>{t('eroders.none_why')}</EmptyPart>}
      <ul className={classes.list}>
        {shown.map((holder) => (
          <Eroder key={holder.id} holder={holder} currency={rows.net?.currency ?? null} />
        ))}
      </ul>
      {shown.length < whale.eroders.length && (
        <Anchor component="button" type="button" size="sm" mih={24} className="kam-no-print" onClick={() => setAll(true)}>
          {t('show_all', { count: whale.eroders.length })}
        </Anchor>
      )}
    </Paper>
  )
}
