/* What one price for both would cost, article by article: the better of the two prices becomes everybody's. The dearest first. */
import { Button, Group, Paper, Table, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { SourceButton } from '@/ui/figure/SourceButton'
import type { Source } from '@/ui/figure/source'
import { Wide } from '@/ui/figure/Wide'
import { EmptyPart } from '@/ui/states/States'
import { titleOf } from './groups'
import type { Article, Merger } from './merger'
import { OpenNumber } from './OpenNumber'

const SHOWN = 25

function Row({ article }: { article: Article }) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const price = (side: 'buyer' | 'target') => (
    <Table.Td className="kam-number" fw={article.better === side ? 600 : undefined}>
      <OpenNumber
        label={`${titleOf(article)}, ${t(`columns.${side}_price`)}`}
        text={format.number(article[side].price, 2)}
        opens_to={article[side].opens_to}
      />
    </Table.Td>
  )

  return (
    <Table.Tr>
      <Table.Td>
        {article.number} {titleOf(article)}
      </Table.Td>
      {price('buyer')}
      {price('target')}
      <Table.Td className="kam-number">{format.number(article.buyer.quantity)}</Table.Td>
      <Table.Td className="kam-number">{format.number(article.target.quantity)}</Table.Td>
      <Table.Td className="kam-number">{format.money(article.cost)}</Table.Td>
    </Table.Tr>
  )
}

export function Harmonisation({ merger, source }: { merger: Merger; source: Source }) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const [isAll, setAll] = useState(false)
  const { articles, cost, only_buyer, only_target } = merger.harmonisation
  const shown = isAll ? articles : articles.slice(0, SHOWN)

  return (
    <Paper component="section" withBorder p="sm" aria-label={t('harmonisation.title')}>
      <SourceButton title={t('harmonisation.title')} source={source} formula={t('formula.harmonisation')}>
        <Title order={2}>{t('harmonisation.title')}</Title>
        <Text size="sm" c="dimmed">
          {t('harmonisation.about')}{' '}
          {t('harmonisation.only', { buyer: format.number(only_buyer.products), target: format.number(only_target.products) })}
        </Text>
      </SourceButton>
      {articles.length === 0 ? (
        <EmptyPart title={t('harmonisation.none')} />
      ) : (
        <Wide label={t('harmonisation.title')} min={720} max_height={560}>
          <Table verticalSpacing={3} stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('columns.product')}</Table.Th>
                {['buyer_price', 'target_price', 'buyer_quantity', 'target_quantity', 'cost'].map((name) => (
                  <Table.Th key={name} className="kam-number">
                    {t(`columns.${name}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((article) => (
                <Row key={article.id} article={article} />
              ))}
            </Table.Tbody>
            <Table.Tfoot>
              <Table.Tr>
                <Table.Th colSpan={5} scope="row">
                  {t('harmonisation.total', { count: articles.length })}
                </Table.Th>
                <Table.Th className="kam-number" data-cost={cost.amount}>
                  {format.money(cost)}
                </Table.Th>
              </Table.Tr>
            </Table.Tfoot>
          </Table>
        </Wide>
      )}
      {shown.length < articles.length && (
        <Group justify="center" mt="sm" className="kam-no-print">
          <Button variant="default" size="xs" onClick={() => setAll(true)}>
            {t('harmonisation.all', { count: articles.length })}
          </Button>
        </Group>
      )}
    </Paper>
  )
}
