/* What is written, and what is replaced, by month. */
import { Table, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { Scroll } from './Scroll'
import type { Month } from './types'

export function MonthsTable({ months }: { months: readonly Month[] }) {
  const { t } = useTranslation('import')
  const format = useFormat()
  const hasReplaced = months.some((month) => month.replaced_lines > 0)

  return (
    <div>
      <Title order={3} mb={4}>
        {t('result.months')}
      </Title>
      <Scroll label={t('result.months')} maxHeight="22rem">
        <Table maw={720} fz="sm" verticalSpacing={3} stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('result.month')}</Table.Th>
              <Table.Th className="kam-number">{t('result.lines')}</Table.Th>
              <Table.Th className="kam-number">{t('result.net')}</Table.Th>
              {hasReplaced && <Table.Th className="kam-number">{t('result.replaced_lines')}</Table.Th>}
              {hasReplaced && <Table.Th className="kam-number">{t('result.replaced_net')}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {months.map((month) => (
              <Table.Tr key={month.month}>
                <Table.Td>{format.month(month.month)}</Table.Td>
                <Table.Td className="kam-number">{format.number(month.lines)}</Table.Td>
                <Table.Td className="kam-number">{format.money(month.net, 2)}</Table.Td>
                {hasReplaced && <Table.Td className="kam-number">{format.number(month.replaced_lines)}</Table.Td>}
                {hasReplaced && <Table.Td className="kam-number">{format.money(month.replaced_net, 2)}</Table.Td>}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroll>
    </div>
  )
}
