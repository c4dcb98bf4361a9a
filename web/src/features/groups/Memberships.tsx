/* Every membership of the companies of a group, of any kind and day, on a line of time: added, changed and taken out by a form, with the
 * way back. */
import { Group, Paper, Table, Text } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { recordType } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { WideRows } from '@/ui/figure/WideRows'
import { RecordDrawer } from '@/ui/form/RecordDrawer'
import { EmptyPart } from '@/ui/states/States'
import { numberOfDay, spanOf, today } from './days'
import { DeedsHead, PartHead } from './Deeds'
import { titleOf, type Membership, type OneGroup, type Stay } from './groups'
import { KindLine, KINDS, sayKind } from './Kind'
import { MembershipRow } from './MembershipRow'
import { Years } from './TimeBar'
import { useRecordDeeds } from './useRecordDeeds'

const TYPE = recordType('group_membership')
const FIELDS = ['account_id', 'parent_id', 'kind', 'share', 'bought_on', 'sold_on', 'note']
const ROW = 32
/* More rows than that scroll by themselves. */
const SCROLLS = 30

/* What goes on before what is over, by company. */
const byCompany = (a: Membership, b: Membership) =>
  Number(a.to !== null) - Number(b.to !== null) ||
  titleOf(a.account).localeCompare(titleOf(b.account), undefined, { numeric: true }) ||
  (a.from ?? '').localeCompare(b.from ?? '')

function staysOf(stays: readonly Stay[]): ReadonlyMap<string, Stay[]> {
  const of = new Map<string, Stay[]>()
  for (const stay of stays) of.set(stay.account.id, [...(of.get(stay.account.id) ?? []), stay])
  return of
}

function Legend({ ties }: { ties: readonly Membership[] }) {
  const { t } = useTranslation('groups')

  return (
    <Group gap="md" mt={2}>
      {KINDS.filter((kind) => ties.some((tie) => tie.kind === kind)).map((kind) => (
        <Text key={kind} span size="xs">
          <KindLine kind={kind} />
          {sayKind(kind)}: {t(`kinds.${kind}`)}
        </Text>
      ))}
    </Group>
  )
}

export function Memberships({ group }: { group: OneGroup }) {
  const { t } = useTranslation('groups')
  const mayChange = mayDo(useSession(), TYPE.write)
  const deeds = useRecordDeeds(TYPE.name)
  const ties = useMemo(() => [...group.memberships].sort(byCompany), [group])
  const stays = useMemo(() => staysOf(group.stays), [group])
  const line = useMemo(() => spanOf(ties, numberOfDay(today())), [ties])
  const head = (
    <Table.Thead>
      <Table.Tr>
        <Table.Th>{t('columns.company')}</Table.Th>
        <Table.Th>{t('columns.parent')}</Table.Th>
        <Table.Th>{t('columns.held_by')}</Table.Th>
        <Table.Th w="26%">
          <span className="kam-visually-hidden">{t('columns.time')}</span>
          <Years {...line} />
        </Table.Th>
        <Table.Th className="kam-number">{t('columns.bought_on')}</Table.Th>
        <Table.Th className="kam-number">{t('columns.sold_on')}</Table.Th>
        {mayChange && <DeedsHead />}
      </Table.Tr>
    </Table.Thead>
  )

  return (
    <Paper component="section" withBorder p="sm" aria-label={t('memberships.title')}>
      <PartHead
        title={t('memberships.title')}
        about={t('memberships.about')}
        add={t('memberships.add')}
        onAdd={mayChange ? deeds.add : undefined}
      >
        <Legend ties={ties} />
      </PartHead>
      {ties.length === 0 ? (
        <EmptyPart title={t('memberships.none')}>{t('memberships.none_why')}</EmptyPart>
      ) : (
        <WideRows
          label={t('memberships.title')}
          min={900}
          max_height={ties.length > SCROLLS ? 560 : undefined}
          count={ties.length}
          row_height={ROW}
          head={head}
        >
          {(index) => {
            const tie = ties[index]
            if (!tie) return null
            return (
              <MembershipRow
                tie={tie}
                stays={stays.get(tie.account.id) ?? []}
                line={line}
                deeds={mayChange ? deeds : undefined}
              />
            )
          }}
        </WideRows>
      )}
      {deeds.edited && (
        <RecordDrawer
          type={TYPE}
          record={deeds.edited === 'new' ? null : deeds.edited}
          given={{ parent_id: group.group.id }}
          only={FIELDS}
          opened
          onClose={deeds.close}
        />
      )}
    </Paper>
  )
}
