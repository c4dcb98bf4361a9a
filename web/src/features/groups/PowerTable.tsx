/* Who needs whom more, category by category: what they are to us, what we are to them, and what each side could turn to instead. */
import { Box, Table, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { maySee, useSession } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { SourceButton } from '@/ui/figure/SourceButton'
import type { Source } from '@/ui/figure/source'
import { Wide } from '@/ui/figure/Wide'
import { OpenNumber } from './OpenNumber'
import { linesOf, powerOf, type Purchasing } from './purchasing'

interface PowerTableProps {
  purchasing: Purchasing
  /** The head of the group. */
  group: string
  source: Source
}

export function PowerTable({ purchasing, group, source }: PowerTableProps) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const mayProfit = maySee(useSession(), 'margin')
  const count = (value: unknown) => format.number(typeof value === 'number' ? value : null)

  return (
    <>
      <Box mt="md">
        <SourceButton title={t('power.title')} source={source} formula={t('formula.power')}>
          <Title order={3}>{t('power.title')}</Title>
          <Text size="sm" c="dimmed">
            {t('power.about')}
          </Text>
        </SourceButton>
      </Box>
      <Wide label={t('power.title')} min={860}>
        <Table verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('columns.category')}</Table.Th>
              {['net', 'of_our_sales'].map((name) => (
                <Table.Th key={name} className="kam-number">
                  {t(`columns.${name}`)}
                </Table.Th>
              ))}
              {mayProfit && <Table.Th className="kam-number">{t('columns.of_our_profit')}</Table.Th>}
              {['of_their_purchases', 'our_alternatives', 'their_alternatives'].map((name) => (
                <Table.Th key={name} className="kam-number">
                  {t(`columns.${name}`)}
                </Table.Th>
              ))}
              <Table.Th>{t('columns.power')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {purchasing.categories.map((row) => (
              <Table.Tr key={row.category}>
                <Table.Th scope="row">{row.category}</Table.Th>
                <Table.Td className="kam-number">
                  <OpenNumber label={row.category} text={format.money(row.net)} opens_to={linesOf(purchasing, group, row.category)} />
                </Table.Td>
                <Table.Td className="kam-number">{format.percent(row.share_of_our_sales)}</Table.Td>
                {mayProfit && <Table.Td className="kam-number">{format.percent(row.share_of_our_profit)}</Table.Td>}
                <Table.Td className="kam-number">{format.percent(row.our_share_of_their_purchases)}</Table.Td>
                <Table.Td className="kam-number">{count(purchasing.said.get(row.category)?.our_alternatives)}</Table.Td>
                <Table.Td className="kam-number">{count(purchasing.said.get(row.category)?.their_alternatives)}</Table.Td>
                <Table.Td>{t(`power.${powerOf(row)}`)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
    </>
  )
}
