/* The programme as a table. */
import { Anchor, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { Wide } from '@/ui/figure/Wide'
import { MoveMenu } from './Card'
import { nameOf, tierOf, useMayDecide, type Portfolio, type Standing } from './programme'

interface TableProps {
  portfolio: Portfolio
  onMove(account: Standing, tierId: string | null): void
}

const NUMBERS = ['net', 'margin_rate', 'score', 'kept'] as const

function Row({ account, portfolio, onMove }: TableProps & { account: Standing }) {
  const format = useFormat()
  const mayDecide = useMayDecide()
  const { figures } = account

  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={`/accounts/${account.id}`} size="sm">
          {nameOf(account)}
        </Anchor>
      </Table.Td>
      <Table.Td>{tierOf(portfolio.tiers, account.tier_id)?.code ?? '–'}</Table.Td>
      <Table.Td>{format.date(account.since)}</Table.Td>
      <Table.Td>{account.owner?.name ?? '–'}</Table.Td>
      <Table.Td className="kam-number">{format.money(account.net)}</Table.Td>
      <Table.Td className="kam-number">{format.percent(figures.margin_rate === null ? null : figures.margin_rate / 100)}</Table.Td>
      <Table.Td className="kam-number">{format.number(figures.score, 0)}</Table.Td>
      <Table.Td className="kam-number">{format.percent(account.promises_kept, 0)}</Table.Td>
      <Table.Td>{tierOf(portfolio.tiers, account.proposed_tier_id)?.code ?? '–'}</Table.Td>
      <Table.Td>{format.date(account.decision?.review_on)}</Table.Td>
      <Table.Td className="kam-number">{format.number(account.alerts)}</Table.Td>
      {mayDecide && (
        <Table.Td className="kam-no-print">
          <MoveMenu account={account} head={portfolio} onMove={onMove} />
        </Table.Td>
      )}
    </Table.Tr>
  )
}

export function PortfolioTable(props: TableProps) {
  const { portfolio } = props
  const { t } = useTranslation('programme')
  const mayDecide = useMayDecide()
  const place = (account: Standing) => {
    const at = portfolio.tiers.findIndex((tier) => tier.id === account.tier_id)
    return at < 0 ? portfolio.tiers.length : at
  }
  const rows = [...portfolio.accounts].sort(
    (a, b) => place(a) - place(b) || Number(b.net?.amount ?? 0) - Number(a.net?.amount ?? 0),
  )
  const heads = ['account', 'tier', 'since', 'owner', 'net', 'margin_rate', 'score', 'kept', 'proposed', 'review_on', 'alerts'] as const

  return (
    <Wide label={t('tabs.portfolio')}>
      <Table verticalSpacing={4} aria-label={t('tabs.portfolio')}>
        <Table.Thead>
          <Table.Tr>
            {heads.map((name) => (
              <Table.Th key={name} className={name === 'alerts' || NUMBERS.includes(name as never) ? 'kam-number' : undefined}>
                {t(`columns.${name}`)}
              </Table.Th>
            ))}
            {mayDecide && <Table.Td className="kam-no-print" />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((account) => (
            <Row key={account.id} account={account} {...props} />
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  )
}
