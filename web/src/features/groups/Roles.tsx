/* Who decides, frames the contract, orders, receives and pays: roles of the companies of a group, changed by a form, with the way back. */
import { Anchor, Paper, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { recordType } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { say } from '@/i18n'
import { useFormat } from '@/i18n/use'
import { WideRows } from '@/ui/figure/WideRows'
import { RecordDrawer } from '@/ui/form/RecordDrawer'
import { EmptyPart } from '@/ui/states/States'
import { DeedsHead, PartHead, RowDeeds } from './Deeds'
import { titleOf, type GroupRole, type OneGroup } from './groups'
import { useRecordDeeds, type RecordDeeds } from './useRecordDeeds'

const TYPE = recordType('group_role')
const CHOICES = TYPE.fields.find(({ name }) => name === 'role')?.choices ?? []
const ROW = 32

const sayRole = (role: string) => say(CHOICES.find(({ value }) => value === role)?.label) || role

function Row({ role, deeds }: { role: GroupRole; deeds?: RecordDeeds }) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const { id, account, category, from, until } = role

  return (
    <Table.Tr c={role.holds ? undefined : 'dimmed'}>
      <Table.Td>
        <Anchor component={Link} to={`/accounts/${account.id}`} size="sm">
          {titleOf(account)}
        </Anchor>
      </Table.Td>
      <Table.Td>{sayRole(role.role)}</Table.Td>
      <Table.Td>{category ?? t('roles.everything')}</Table.Td>
      <Table.Td>{role.for ? titleOf(role.for) : t('roles.all')}</Table.Td>
      <Table.Td>{from ? format.date(from) : t('timeline.ever')}</Table.Td>
      <Table.Td>{until ? format.date(until) : t('timeline.still')}</Table.Td>
      {deeds && (
        <RowDeeds name={`${titleOf(account)}, ${sayRole(role.role)}`} onEdit={() => deeds.edit(id)} onRemove={() => deeds.remove(id)} />
      )}
    </Table.Tr>
  )
}

export function Roles({ group }: { group: OneGroup }) {
  const { t } = useTranslation('groups')
  const mayChange = mayDo(useSession(), TYPE.write)
  const deeds = useRecordDeeds(TYPE.name)
  // What holds stands before what is over.
  const roles = [...group.roles].sort((a, b) => Number(b.holds) - Number(a.holds))
  const head = (
    <Table.Thead>
      <Table.Tr>
        {['company', 'role', 'category', 'for', 'from', 'until'].map((name) => (
          <Table.Th key={name}>{t(`columns.${name}`)}</Table.Th>
        ))}
        {mayChange && <DeedsHead />}
      </Table.Tr>
    </Table.Thead>
  )

  return (
    <Paper component="section" withBorder p="sm" aria-label={t('roles.title')}>
      <PartHead title={t('roles.title')} about={t('roles.about')} add={t('roles.add')} onAdd={mayChange ? deeds.add : undefined} />
      {roles.length === 0 ? (
        <EmptyPart title={t('roles.none')}>{t('roles.none_why')}</EmptyPart>
      ) : (
        <WideRows label={t('roles.title')} min={560} max_height={420} count={roles.length} row_height={ROW} head={head}>
          {(index) => roles[index] && <Row role={roles[index]} deeds={mayChange ? deeds : undefined} />}
        </WideRows>
      )}
      {deeds.edited && (
        <RecordDrawer
          type={TYPE}
          record={deeds.edited === 'new' ? null : deeds.edited}
          given={{ account_id: group.group.id }}
          opened
          onClose={deeds.close}
        />
      )}
    </Paper>
  )
}
