/* Who decides, frames the contract, orders, receives and pays: roles of the companies of a group, changed by a form, with the way back. */
import { ActionIcon, Anchor, Button, Group, Paper, Table, Text, Title } from '@mantine/core'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listRecords, recordKeys, recordType, type KamRecord } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { say } from '@/i18n'
import { useFormat } from '@/i18n/use'
import { Wide } from '@/ui/figure/Wide'
import { RecordDrawer } from '@/ui/form/RecordDrawer'
import { useRecordChange } from '@/ui/record/change'
import { EmptyPart, Failed, Loading } from '@/ui/states/States'
import { titleOf, type OneGroup } from './groups'

const TYPE = recordType('group_role')
const CHOICES = TYPE.fields.find(({ name }) => name === 'role')?.choices ?? []
const IDS = 200

const sayRole = (role: unknown) => say(CHOICES.find(({ value }) => value === role)?.label) || String(role)

export function Roles({ group }: { group: OneGroup }) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const mayChange = mayDo(useSession(), TYPE.write)
  const change = useRecordChange(TYPE.name)
  const [edited, setEdited] = useState<KamRecord | 'new' | null>(null)
  const names = new Map(group.units.map(({ account }) => [account.id, titleOf(account)]))
  const ids = [...names.keys()].slice(0, IDS)
  const query = { account_id: `in.(${ids.join(',')})`, limit: 500 }
  const { data, error, isPending, refetch } = useQuery({
    queryKey: recordKeys.list(TYPE.name, query),
    queryFn: () => listRecords(TYPE.name, query),
  })
  const day = (value: unknown, otherwise: string) => (value ? format.date(String(value)) : otherwise)
  const nameOf = (id: unknown) => names.get(String(id)) ?? ''

  return (
    <Paper component="section" withBorder p="sm" aria-label={t('roles.title')}>
      <Group justify="space-between" mb={4}>
        <div>
          <Title order={2}>{t('roles.title')}</Title>
          <Text size="sm" c="dimmed">
            {t('roles.about')}
          </Text>
        </div>
        {mayChange && (
          <Button
            size="xs"
            variant="default"
            className="kam-no-print"
            leftSection={<IconPlus size={15} stroke={1.5} aria-hidden />}
            onClick={() => setEdited('new')}
          >
            {t('roles.add')}
          </Button>
        )}
      </Group>
      {isPending && <Loading />}
      {error && <Failed error={error} reset={() => void refetch()} />}
      {data?.items.length === 0 && <EmptyPart title={t('roles.none')}>{t('roles.none_why')}</EmptyPart>}
      {data && data.items.length > 0 && (
        <Wide label={t('roles.title')} min={560}>
          <Table verticalSpacing={3}>
            <Table.Thead>
              <Table.Tr>
                {['company', 'role', 'category', 'for', 'from', 'until'].map((name) => (
                  <Table.Th key={name}>{t(`columns.${name}`)}</Table.Th>
                ))}
                {mayChange && (
                  <Table.Th className="kam-no-print">
                    <span className="kam-visually-hidden">{t('columns.actions')}</span>
                  </Table.Th>
                )}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.items.map((record) => (
                <Table.Tr key={record.id}>
                  <Table.Td>
                    <Anchor component={Link} to={`/accounts/${String(record.account_id)}`} size="sm">
                      {nameOf(record.account_id)}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>{sayRole(record.role)}</Table.Td>
                  <Table.Td>{String(record.category ?? t('roles.everything'))}</Table.Td>
                  <Table.Td>{record.for_account_id ? nameOf(record.for_account_id) : t('roles.all')}</Table.Td>
                  <Table.Td>{day(record.from_day, t('timeline.ever'))}</Table.Td>
                  <Table.Td>{day(record.to_day, t('timeline.still'))}</Table.Td>
                  {mayChange && (
                    <Table.Td className="kam-no-print">
                      <Group gap={2} wrap="nowrap" justify="flex-end">
                        <ActionIcon
                          aria-label={`${t('memberships.edit')}: ${nameOf(record.account_id)}, ${sayRole(record.role)}`}
                          onClick={() => setEdited(record)}
                        >
                          <IconPencil size={16} stroke={1.5} />
                        </ActionIcon>
                        <ActionIcon
                          aria-label={`${t('memberships.remove')}: ${nameOf(record.account_id)}, ${sayRole(record.role)}`}
                          onClick={() => void change.remove(record)}
                        >
                          <IconTrash size={16} stroke={1.5} />
                        </ActionIcon>
                      </Group>
                    </Table.Td>
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Wide>
      )}
      {edited && (
        <RecordDrawer
          type={TYPE}
          record={edited === 'new' ? null : edited}
          given={{ account_id: group.group.id }}
          opened
          onClose={() => setEdited(null)}
        />
      )}
    </Paper>
  )
}
