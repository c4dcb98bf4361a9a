/* Records by their state: a column each. Cards are dragged, or moved by the menu that each has, or by Alt and an arrow. */
import { Text, VisuallyHidden } from '@mantine/core'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldOf, titleOf, type KamRecord, type RecordType, type Transition } from '@/api/records'
import type { Query } from '@/api/send'
import { mayDo, mayWrite, useSession } from '@/api/session'
import { stateLabel, useMove } from '@/ui/record/Transitions'
import { Failed, Loading } from '@/ui/states/States'
import { BoardColumn } from './BoardColumn'
import { cardFrom, placeOfCard, wayTowards } from './steps'
import { useBoard } from './useBoard'
import classes from './board.module.css'

export function Board({ type, query = {} }: { type: RecordType; query?: Query }) {
  const { t } = useTranslation('board')
  const session = useSession()
  const help = useId()
  const { columns, isPending, error } = useBoard(type, query)
  const { move, dialog } = useMove(type.name)
  const [said, say] = useState('')
  const focused = useRef<string | null>(null)
  const root = useRef<HTMLDivElement>(null)
  const mayMove = mayDo(session, type.write) && mayWrite(session, fieldOf(type, type.state ?? '')?.class ?? 'public')
  const focusCard = (id: string | null) => {
    if (id === null) return
    focused.current = id
    root.current?.querySelector<HTMLElement>(`[data-card="${id}"] a`)?.focus()
  }
  const go = async (record: KamRecord, way: Transition | null) => {
    if (!way) return say(t('no_way', { name: titleOf(type, record) }))
    focused.current = record.id
    await move(record, way)
    say(t('moved', { name: titleOf(type, record), state: stateLabel(type, way.to) }))
  }
  const onKeyDown = (event: KeyboardEvent, record: KamRecord) => {
    const place = placeOfCard(columns, record.id)
    if (!place || !event.key.startsWith('Arrow')) return
    event.preventDefault()
    if (!event.altKey) return focusCard(cardFrom(columns, place, event.key))
    if (mayMove && (event.key === 'ArrowLeft' || event.key === 'ArrowRight'))
      void go(record, wayTowards(type, columns, place, event.key === 'ArrowRight' ? 1 : -1))
  }

  // A card that was moved keeps the keyboard in the column where it stands then.
  useEffect(() => {
    if (focused.current && root.current && !root.current.contains(document.activeElement) && document.activeElement === document.body)
      focusCard(focused.current)
  }, [columns])
  if (isPending) return <Loading />
  if (error) return <Failed error={error} />
  return (
    <>
      <Text id={help} size="xs" c="dimmed" mb="xs" className="kam-no-print">
        {t(mayMove ? 'help' : 'help_reading')}
      </Text>
      <div ref={root} className={classes.board} role="group" aria-label={t('title')} aria-describedby={help}>
        {columns.map((column) => (
          <BoardColumn
            key={column.state}
            type={type}
            column={column}
            mayMove={mayMove}
            onKeyDown={onKeyDown}
            onMove={(record, way) => void go(record, way)}
          />
        ))}
      </div>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      {dialog}
    </>
  )
}
