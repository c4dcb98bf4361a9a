/* A card of a board: what it is called, for whom, until when, by whom; and where it can go. */
import { ActionIcon, Anchor, Group, Menu, Text } from '@mantine/core'
import IconArrowsMove from '@tabler/icons-react/dist/esm/icons/IconArrowsMove.mjs'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { placeOf, titleOf, type Field, type KamRecord, type RecordType, type Transition } from '@/api/records'
import { FieldValue } from '@/ui/record/FieldValue'
import { isEmpty } from '@/ui/record/groups'
import { isLate } from '@/ui/record/late'
import { stateLabel, waysFrom } from '@/ui/record/Transitions'
import classes from './board.module.css'

interface BoardCardProps {
  type: RecordType
  record: KamRecord
  mayMove: boolean
  onKeyDown: (event: KeyboardEvent) => void
  onMove: (way: Transition) => void
  onDrag: (on: boolean) => void
}

const MOST = 3
/* Days first: they say what is urgent. */
const RANK: Partial<Record<Field['kind'], number>> = { date: 1, money: 2, reference: 3 }
const rankOf = (field: Field) => RANK[field.kind] ?? 0

/* What a card says besides its name: at most three fields that place it. */
const shownFields = (type: RecordType, record: KamRecord) =>
  type.fields
    .filter((field) => rankOf(field) > 0 && !field.computed && !isEmpty(record, field))
    .sort((a, b) => rankOf(a) - rankOf(b))
    .slice(0, MOST)

export function BoardCard({ type, record, mayMove, onKeyDown, onMove, onDrag }: BoardCardProps) {
  const { t } = useTranslation('board')
  const ways = waysFrom(type, record)
  const name = titleOf(type, record)

  return (
    <li
      className={classes.card}
      data-card={record.id}
      draggable={mayMove && ways.length > 0}
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', name)
        event.dataTransfer.effectAllowed = 'move'
        onDrag(true)
      }}
      onDragEnd={() => onDrag(false)}
    >
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap={4}>
        <Anchor
          component={Link}
          to={placeOf(type.name, record.id)}
          size="sm"
          fw={600}
          display="inline-block"
          lh="24px"
          draggable={false}
          onKeyDown={onKeyDown}
        >
          {name}
        </Anchor>
        {mayMove && ways.length > 0 && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size={26} className="kam-no-print" aria-label={t('move', { name })}>
                <IconArrowsMove size={15} stroke={1.5} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{t('move_to')}</Menu.Label>
              {ways.map((way) => (
                <Menu.Item key={way.to} onClick={() => onMove(way)}>
                  {stateLabel(type, way.to)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </Group>
      {shownFields(type, record).map((field) => (
        <Text key={field.name} size="xs" component="div" c={isLate(type, record, field) ? 'var(--kam-bad)' : 'dimmed'}>
          {isLate(type, record, field) ? `${t('late')} ` : ''}
          <FieldValue plain field={field} record={record} />
        </Text>
      ))}
    </li>
  )
}
