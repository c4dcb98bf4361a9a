/* What became of a file, to the cent: what was taken, was known and cannot be read add up to it. */
import { Table, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import type { Balance } from './types'
import { useCount } from './useCount'

const PARTS = ['taken', 'repeated', 'refused', 'file'] as const

export function BalanceTable({ balance }: { balance: Balance }) {
  const { t } = useTranslation('import')
  const format = useFormat()
  const count = useCount()

  return (
    <div className="kam-keep-together">
      <Title order={3} mb={4}>
        {t('balance.title')}
      </Title>
      <Table maw={480} fz="sm" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('balance.part')}</Table.Th>
            <Table.Th className="kam-number">{t('balance.rows')}</Table.Th>
            <Table.Th className="kam-number">{t('balance.net')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {PARTS.map((part) => (
            <Table.Tr key={part} fw={part === 'file' ? 600 : undefined}>
              <Table.Td>{t(`balance.${part}`)}</Table.Td>
              <Table.Td className="kam-number">{format.number(balance[part].rows)}</Table.Td>
              <Table.Td className="kam-number">{format.money(balance[part].net, 2)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed" mt={4}>
        {t('balance.holds')}
        {balance.refused_unread > 0 && ` ${count('balance.unread', balance.refused_unread)}`}
      </Text>
    </div>
  )
}
