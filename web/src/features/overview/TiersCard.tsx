/* Tiers: how many customers, how much of sales; each opens the customers that are in it. */
import { Anchor, Paper, Table, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { SourceButton } from '@/ui/figure/SourceButton'
import { useOpenPath } from '@/ui/figure/lines'
import { Wide } from '@/ui/figure/Wide'
import type { Overview, TierRow } from './overview'
import classes from './overview.module.css'

function Row({ row }: { row: TierRow }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const open = useOpenPath()

  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component="button" type="button" size="sm" ta="start" onClick={() => open(row.opens_to)}>
          {row.tier ?? t('tiers.none')}
        </Anchor>
      </Table.Td>
      <Table.Td className="kam-number">{format.number(row.rows)}</Table.Td>
      <Table.Td className="kam-number">{format.money(row.net)}</Table.Td>
      <Table.Td className="kam-number">{format.percent(row.share)}</Table.Td>
      <Table.Td w="25%" aria-hidden visibleFrom="xs">
        <span className={classes.bar} style={{ width: `${Math.max(0, row.share ?? 0) * 100}%` }} />
      </Table.Td>
    </Table.Tr>
  )
}

export function TiersCard({ overview: { tiers, by } }: { overview: Overview }) {
  const { t } = useTranslation('overview')
  const rows = tiers.items.filter((row) => row.tier !== null || row.rows > 0)

  return (
    <Paper component="section" withBorder p="sm" aria-label={t('tiers.title')} className="kam-keep-together">
      <SourceButton title={t('tiers.title')} source={tiers.source} formula={t('formula.tiers')}>
        <Title order={2}>{t('tiers.title')}</Title>
      </SourceButton>
      <Wide label={t('tiers.title')}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('columns.tier')}</Table.Th>
              <Table.Th className="kam-number">{t(`columns.${by}s`)}</Table.Th>
              <Table.Th className="kam-number">{t('columns.net')}</Table.Th>
              <Table.Th className="kam-number">{t('columns.share')}</Table.Th>
              <Table.Th aria-hidden visibleFrom="xs" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Row key={row.tier ?? 'none'} row={row} />
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
    </Paper>
  )
}
