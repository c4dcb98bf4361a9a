/* Memberships of the companies of a group, those that are over too: added, changed and taken out by a form, with the way back. */
import { ActionIcon, Anchor, Badge, Button, Group, Paper, Table, Text, Title, Tooltip } from '@mantine/core'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listRecords, recordType, type KamRecord } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { Wide } from '@/ui/figure/Wide'
import { RecordDrawer } from '@/ui/form/RecordDrawer'
import { useRecordChange } from '@/ui/record/change'
import { EmptyPart, Failed, Loading } from '@/ui/states/States'
import { groupKeys, type OneGroup } from './groups'
import { sayKind } from './HeldBy'

const TYPE = recordType('group_membership')
const FIELDS = ['account_id', 'parent_id', 'kind', 'share', 'bought_on', 'sold_on', 'note']
const OWN = 'id,version,created_at,updated_at,account_id,parent_id,kind,share,bought_on,sold_on,source,evidence,note'
const SELECT = `${OWN},account(id,name),parent(id,name)`
/* So many ids in one question. */
const IDS = 100

const nameIn = (record: KamRecord, member: string): string => {
  const named = record[member] as { id: string; name: string | null } | null | undefined
  return named?.name ?? String(record[`${member}_id`] ?? '')
}

/* What a unit has above it, and what it has below it. */
async function loadMemberships(group: OneGroup): Promise<KamRecord[]> {
  const ids = [...new Set([...group.units.map(({ account }) => account.id), ...group.stays.map(({ account }) => account.id)])]
  const parts = Array.from({ length: Math.ceil(ids.length / IDS) }, (_, at) => ids.slice(at * IDS, (at + 1) * IDS).join(','))
  const pages = await Promise.all(
    parts.map((part) => listRecords(TYPE.name, { select: SELECT, or: `(account_id.in.(${part}),parent_id.in.(${part}))`, limit: 500 })),
  )
  const all = new Map(pages.flatMap(({ items }) => items).map((record) => [record.id, record]))
  return [...all.values()].sort(
    (a, b) => Number(Boolean(a.sold_on)) - Number(Boolean(b.sold_on)) || nameIn(a, 'account').localeCompare(nameIn(b, 'account')),
  )
}

interface RowProps {
  record: KamRecord
  onEdit?(): void
  onRemove?(): void
}

function Row({ record, onEdit, onRemove }: RowProps) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const day = (name: string, otherwise: string) => (record[name] ? format.date(String(record[name])) : otherwise)
  const name = nameIn(record, 'account')

  return (
    <Table.Tr c={record.sold_on ? 'dimmed' : undefined}>
      <Table.Td>
        <Anchor component={Link} to={`/accounts/${String(record.account_id)}`} size="sm">
          {name}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <Anchor component={Link} to={`/groups/${String(record.parent_id)}`} size="sm">
          {nameIn(record, 'parent')}
        </Anchor>
      </Table.Td>
      <Table.Td>
        {sayKind(String(record.kind))}{' '}
        {record.source === 'suggestion' && (
          <Badge size="sm" variant="light" tt="none" title={String(record.evidence ?? '')}>
            {t('memberships.suggested')}
          </Badge>
        )}
      </Table.Td>
      <Table.Td
        className="kam-number"
      >
        {record.share === null || record.share === undefined ? '–' : format.percent(Number(record.share) / 100, 0)}
      </Table.Td>
      <Table.Td className="kam-number">{day('bought_on', t('timeline.ever'))}</Table.Td>
      <Table.Td className="kam-number">{day('sold_on', t('timeline.still'))}</Table.Td>
      {onEdit && (
        <Table.Td className="kam-no-print">
          <Group gap={2} wrap="nowrap" justify="flex-end">
            <Tooltip label={t('memberships.edit')}>
              <ActionIcon aria-label={`${t('memberships.edit')}: ${name}`} onClick={onEdit}>
                <IconPencil size={16} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t('memberships.remove')}>
              <ActionIcon aria-label={`${t('memberships.remove')}: ${name}`} onClick={onRemove}>
                <IconTrash size={16} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
          </Group>
        </Table.Td>
      )}
    </Table.Tr>
  )
}

export function Memberships({ group }: { group: OneGroup }) {
  const { t } = useTranslation('groups')
  const mayChange = mayDo(useSession(), TYPE.write)
  const change = useRecordChange(TYPE.name)
  const [edited, setEdited] = useState<KamRecord | 'new' | null>(null)
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [...groupKeys.all, 'memberships', group.group.id, group.units.length, group.stays.length],
    queryFn: () => loadMemberships(group),
  })

  return (
    <Paper component="section" withBorder p="sm" aria-label={t('memberships.title')}>
      <Group justify="space-between" mb={4}>
        <div>
          <Title order={2}>{t('memberships.title')}</Title>
          <Text size="sm" c="dimmed">
            {t('memberships.about')}
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
            {t('memberships.add')}
          </Button>
        )}
      </Group>
      {isPending && <Loading />}
      {error && <Failed error={error} reset={() => void refetch()} />}
      {data?.length === 0 && <EmptyPart title={t('memberships.none')}>{t('memberships.none_why')}</EmptyPart>}
      {data && data.length > 0 && (
        <Wide label={t('memberships.title')} min={720} max_height={520}>
          <Table verticalSpacing={3} stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('columns.company')}</Table.Th>
                <Table.Th>{t('columns.parent')}</Table.Th>
                <Table.Th>{t('columns.kind')}</Table.Th>
                <Table.Th className="kam-number">{t('columns.held')}</Table.Th>
                <Table.Th className="kam-number">{t('columns.bought_on')}</Table.Th>
                <Table.Th className="kam-number">{t('columns.sold_on')}</Table.Th>
                {mayChange && (
                  <Table.Th className="kam-no-print">
                    <span className="kam-visually-hidden">{t('columns.actions')}</span>
                  </Table.Th>
                )}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.map((record) => (
                <Row
                  key={record.id}
                  record={record}
                  onEdit={mayChange ? () => setEdited(record) : undefined}
                  onRemove={mayChange ? () => void change.remove(record) : undefined}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Wide>
      )}
      {edited && (
        <RecordDrawer
          type={TYPE}
          record={edited === 'new' ? null : edited}
          given={{ parent_id: group.group.id }}
          only={FIELDS}
          opened
          onClose={() => setEdited(null)}
        />
      )}
    </Paper>
  )
}
