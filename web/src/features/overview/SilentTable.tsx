/* Who has been silent for longer than is usual for them, and what they bought before. */
import { Anchor, Paper, Table, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { SourceButton } from '@/ui/figure/SourceButton'
import { useOpenPath } from '@/ui/figure/lines'
import { Wide } from '@/ui/figure/Wide'
import { AccountLink } from './AccountLink'
import { whoOf, type Overview, type Silent } from './overview'

function Row({ row }: { row: Silent }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const open = useOpenPath()

  return (
    <Table.Tr>
      <Table.Td>
        <AccountLink who={whoOf(row)} members={row.members} />
      </Table.Td>
      <Table.Td>{row.tier}</Table.Td>
      <Table.Td>{row.manager?.name ?? t('nobody')}</Table.Td>
      <Table.Td className="kam-number">{format.date(row.last_purchase)}</Table.Td>
      <Table.Td className="kam-number">{format.number(row.days_silent)}</Table.Td>
      <Table.Td className="kam-number">{format.number(row.usual_gap_days)}</Table.Td>
      <Table.Td className="kam-number">
        <Anchor component="button" type="button" size="sm" className="kam-number" onClick={() => open(row.opens_to)}>
          {format.money(row.at_stake)}
        </Anchor>
      </Table.Td>
    </Table.Tr>
  )
}

export function SilentTable({ overview: { silent, by } }: { overview: Overview }) {
  const { t } = useTranslation('overview')
  const format = useFormat()

  return (
    <Paper component="section" withBorder p="sm" aria-label={t('silent.title')}>
      <SourceButton title={t('silent.title')} source={silent.source} formula={t('formula.silent')}>
        <Title order={2}>{t('silent.title')}</Title>
        <Text size="sm" c="dimmed">
          {t('silent.sum', { count: silent.rows, sum: format.money(silent.at_stake) })}{' '}
          {silent.older_rows > 0 && t('silent.older', { count: silent.older_rows })}
        </Text>
      </SourceButton>
      {silent.items.length > 0 && (
        <Wide label={t('silent.title')} min={680}>
          <Table verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t(`columns.${by}`)}</Table.Th>
                <Table.Th>{t('columns.tier')}</Table.Th>
                <Table.Th>{t('columns.manager')}</Table.Th>
                <Table.Th className="kam-number">{t('columns.last_purchase')}</Table.Th>
                <Table.Th className="kam-number">{t('columns.days_silent')}</Table.Th>
                <Table.Th className="kam-number">{t('columns.usual_gap')}</Table.Th>
                <Table.Th className="kam-number">{t('columns.at_stake')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {silent.items.map((row) => (
                <Row key={whoOf(row).id} row={row} />
              ))}
            </Table.Tbody>
          </Table>
        </Wide>
      )}
    </Paper>
  )
}
