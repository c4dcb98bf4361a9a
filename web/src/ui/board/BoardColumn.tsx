/* A column of a board: its state, how many there are, their cards. What is dragged over it may be dropped where a way leads here. */
import { Group, Text, Title } from '@mantine/core'
import { useState, type DragEvent, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { KamRecord, RecordType, Transition } from '@/api/records'
import { useFormat } from '@/i18n/use'
import { stateLabel, waysFrom } from '@/ui/record/Transitions'
import { BoardCard } from './BoardCard'
import type { Column } from './useBoard'
import classes from './board.module.css'

interface BoardColumnProps {
  type: RecordType
  column: Column
  mayMove: boolean
  onKeyDown: (event: KeyboardEvent, record: KamRecord) => void
  onMove: (record: KamRecord, way: Transition | null) => void
}

/* The card that is being dragged: a browser tells what it is only when it is dropped. */
let dragged: KamRecord | null = null

export function BoardColumn({ type, column, mayMove, onKeyDown, onMove }: BoardColumnProps) {
  const { t } = useTranslation('board')
  const format = useFormat()
  const [isOver, setOver] = useState(false)
  const label = stateLabel(type, column.state)
  const wayHere = () => (dragged ? (waysFrom(type, dragged).find(({ to }) => to === column.state) ?? null) : null)
  const over = (event: DragEvent) => {
    if (!wayHere()) return
    event.preventDefault()
    setOver(true)
  }
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [record, way] = [dragged, wayHere()]
    if (record && way) onMove(record, way)
  }

  return (
    <section
      className={classes.column}
      data-over={isOver || undefined}
      aria-label={label}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <Group justify="space-between" mb={6} px={4}>
        <Title order={2} size="h3">
          {label}
        </Title>
        <Text size="sm" c="dimmed" className="kam-number">
          {format.number(column.total)}
        </Text>
      </Group>
      <ul className={classes.cards}>
        {column.records.map((record) => (
          <BoardCard
            key={record.id}
            type={type}
            record={record}
            mayMove={mayMove}
            onKeyDown={(event) => onKeyDown(event, record)}
            onMove={(way) => onMove(record, way)}
            onDrag={(on) => {
              dragged = on ? record : null
            }}
          />
        ))}
      </ul>
      {column.records.length === 0 && (
        <Text size="sm" c="dimmed" px={4}>
          {t('empty')}
        </Text>
      )}
      {column.total > column.records.length && (
        <Text size="xs" c="dimmed" px={4} mt={6}>
          {t('more', { count: column.total - column.records.length })}
        </Text>
      )}
    </section>
  )
}
