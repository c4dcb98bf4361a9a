/* Somebody else saved first: what each changed, side by side, and the choice between them, field by field. */
import { Alert, Button, Group, Radio, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HistoryItem } from '@/api/problem'
import { say } from '@/i18n'
import { useFormat } from '@/i18n/use'
import type { Values } from '@/ui/form/values'
import { FieldValue } from './FieldValue'
import { isDecided, mergedChanges, type MergeRow, type Side } from './merge'

interface ConflictProps {
  rows: MergeRow[]
  /** Who was quicker, and when. */
  changes: HistoryItem[]
  onDone: (changes: Values) => void
}

type Chosen = Record<string, Side>

function Cell({ row, side }: { row: MergeRow; side: 'before' | Side }) {
  return <FieldValue plain field={row.field} record={{ [row.field.name]: row[side] }} />
}

/* One side of a field that both changed: a value to be taken. */
function Option({ row, side, chosen, onChoose }: { row: MergeRow; side: Side; chosen: Chosen; onChoose: (side: Side) => void }) {
  const { t } = useTranslation('record')

  return (
    <Radio
      name={`conflict-${row.field.name}`}
      value={side}
      checked={chosen[row.field.name] === side}
      onChange={() => onChoose(side)}
      label={<Cell row={row} side={side} />}
      aria-label={t(side === 'mine' ? 'conflict.take_mine' : 'conflict.take_theirs', { field: say(row.field.label) })}
    />
  )
}

function Row({ row, chosen, onChoose }: { row: MergeRow; chosen: Chosen; onChoose: (side: Side) => void }) {
  const { t } = useTranslation('record')
  const weight = (side: Side) => (row.by === side || row.by === 'same' ? 600 : undefined)

  return (
    <Table.Tr>
      <Table.Th scope="row">
        {say(row.field.label)}
        {row.by !== 'both' && (
          <Text size="xs" c="dimmed" fw={400}>
            {t(`conflict.only.${row.by}`)}
          </Text>
        )}
      </Table.Th>
      <Table.Td c="dimmed">
        <Cell row={row} side="before" />
      </Table.Td>
      {(['mine', 'theirs'] as const).map((side) => (
        <Table.Td key={side} fw={weight(side)}>
          {row.by === 'both' ? <Option row={row} side={side} chosen={chosen} onChoose={onChoose} /> : <Cell row={row} side={side} />}
        </Table.Td>
      ))}
    </Table.Tr>
  )
}

function Who({ changes }: { changes: HistoryItem[] }) {
  const { t } = useTranslation('record')
  const format = useFormat()
  const last = changes.reduce<HistoryItem | null>((newest, change) => (newest && newest.version > change.version ? newest : change), null)

  return (
    <Text size="sm">
      {last ? t('conflict.who', { actor: last.actor ?? t('somebody'), at: format.instant(last.at) }) : t('conflict.somebody')}
    </Text>
  )
}

export function ConflictDialog({ rows, changes, onDone }: ConflictProps) {
  const { t } = useTranslation('record')
  const [chosen, setChosen] = useState<Chosen>({})
  const open = rows.filter(({ by }) => by === 'both')
  const chooseAll = (side: Side) => setChosen(Object.fromEntries(open.map(({ field }) => [field.name, side])))

  return (
    <Stack>
      <Who changes={changes} />
      <Text size="sm">{t(open.length > 0 ? 'conflict.choose' : 'conflict.nothing_to_choose', { count: open.length })}</Text>
      <Table.ScrollContainer minWidth={520}>
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('conflict.field')}</Table.Th>
              <Table.Th>{t('conflict.before')}</Table.Th>
              <Table.Th>{t('conflict.mine')}</Table.Th>
              <Table.Th>{t('conflict.theirs')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Row
                key={row.field.name}
                row={row}
                chosen={chosen}
                onChoose={(side) => setChosen((before) => ({ ...before, [row.field.name]: side }))}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {rows.length === 0 && <Alert color="gray">{t('conflict.nothing_left')}</Alert>}
      <Group justify="space-between">
        <Group gap="xs">
          {open.length > 1 && (
            <>
              <Button variant="subtle" size="xs" onClick={() => chooseAll('mine')}>
                {t('conflict.all_mine')}
              </Button>
              <Button variant="subtle" size="xs" onClick={() => chooseAll('theirs')}>
                {t('conflict.all_theirs')}
              </Button>
            </>
          )}
        </Group>
        <Button disabled={!isDecided(rows, chosen)} onClick={() => onDone(mergedChanges(rows, chosen))}>
          {t('conflict.save')}
        </Button>
      </Group>
    </Stack>
  )
}
