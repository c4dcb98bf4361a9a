/* One membership: whose, of whom, how, and when. */
import { Anchor, Badge, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { RowDeeds } from './Deeds'
import { titleOf, type Membership, type Stay } from './groups'
import { TieText } from './Kind'
import { TimeBar } from './TimeBar'
import type { RecordDeeds } from './useRecordDeeds'

interface MembershipRowProps {
  tie: Membership
  stays: readonly Stay[]
  line: { first: number; last: number }
  /** Of who may change it. */
  deeds?: RecordDeeds
}

export function MembershipRow({ tie, stays, line, deeds }: MembershipRowProps) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const { account, parent, evidence, membership_id } = tie

  return (
    <Table.Tr c={tie.to ? 'dimmed' : undefined} data-membership={membership_id}>
      <Table.Td>
        <Anchor component={Link} to={`/accounts/${account.id}`} size="sm">
          {titleOf(account)}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <Anchor component={Link} to={`/groups/${parent.id}`} size="sm">
          {titleOf(parent)}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <TieText tie={tie} />{' '}
        {evidence !== null && (
          <Badge size="sm" variant="light" tt="none" title={evidence}>
            {t('memberships.suggested')}
          </Badge>
        )}
      </Table.Td>
      <Table.Td>
        <TimeBar tie={tie} stays={stays} {...line} />
      </Table.Td>
      <Table.Td className="kam-number">{tie.from ? format.date(tie.from) : t('timeline.ever')}</Table.Td>
      <Table.Td className="kam-number">{tie.to ? format.date(tie.to) : t('timeline.still')}</Table.Td>
      {deeds && (
        <RowDeeds
          name={titleOf(account)}
          onEdit={() => deeds.edit(membership_id)}
          onRemove={() => deeds.remove(membership_id)}
        />
      )}
    </Table.Tr>
  )
}
