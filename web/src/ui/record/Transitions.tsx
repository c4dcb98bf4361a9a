/* Where a record can go from its state: a button each; what the way asks for is asked for. */
import { Badge, Button, Group, Modal } from '@mantine/core'
import IconArrowRight from '@tabler/icons-react/dist/esm/icons/IconArrowRight.mjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldOf, recordType, titleOf, type KamRecord, type RecordType, type Transition } from '@/api/records'
import { mayDo, mayWrite, useSession } from '@/api/session'
import { say } from '@/i18n'
import { RecordForm } from '@/ui/form/RecordForm'
import { useRecordChange } from './change'
import { isEmpty } from './groups'
import { showProblem } from './notices'

/** What a state is called. */
export const stateLabel = (type: RecordType, state: unknown): string =>
  say(fieldOf(type, type.state ?? '')?.choices?.find(({ value }) => value === state)?.label) || String(state ?? '')

/** The ways out of the state that a record is in. */
export const waysFrom = (type: RecordType, record: KamRecord): Transition[] =>
  type.state ? type.transitions.filter(({ from }) => from === record[type.state ?? '']) : []

/** What a way asks for and the record does not have yet. */
export const lacking = (type: RecordType, record: KamRecord, way: Transition): string | null => {
  const field = way.requires ? fieldOf(type, way.requires) : undefined
  return field && isEmpty(record, field) ? field.name : null
}

export interface Moving {
  /** Goes there at once, or asks for what is lacking first. */
  move: (record: KamRecord, way: Transition) => Promise<void>
  /** The question; to be shown somewhere. */
  dialog: React.ReactNode
}

export function useMove(typeName: string): Moving {
  const { t } = useTranslation('record')
  const type = recordType(typeName)
  const change = useRecordChange(typeName)
  const [asked, setAsked] = useState<{ record: KamRecord; way: Transition; lacks: string } | null>(null)
  const state = type.state ?? ''
  const close = () => setAsked(null)
  const move = async (record: KamRecord, way: Transition) => {
    const lacks = lacking(type, record, way)
    if (lacks) return setAsked({ record, way, lacks })
    try {
      await change.patch(record, { [state]: way.to })
    } catch (error) {
      showProblem(t('common:states.failed'), error)
    }
  }
  const title = asked ? t('page.move_title', { name: titleOf(type, asked.record), state: stateLabel(type, asked.way.to) }) : ''

  return {
    move,
    dialog: (
      <Modal opened={asked !== null} onClose={close} title={title} closeButtonProps={{ 'aria-label': t('common:actions.close') }}>
        {asked && (
          <RecordForm
            columns={1}
            type={type}
            record={asked.record}
            only={[asked.lacks]}
            also={{ [state]: asked.way.to }}
            onSaved={close}
            onCancel={close}
          />
        )}
      </Modal>
    ),
  }
}

export function Transitions({ type: name, record }: { type: string; record: KamRecord }) {
  const { t } = useTranslation('record')
  const session = useSession()
  const type = recordType(name)
  const { move, dialog } = useMove(name)
  const mayMove = mayDo(session, type.write) && mayWrite(session, fieldOf(type, type.state ?? '')?.class ?? 'public')

  if (!type.state) return null
  return (
    <Group gap="xs" role="group" aria-label={say(fieldOf(type, type.state)?.label)}>
      <Badge variant="light" tt="none" size="lg" fw={600}>
        {stateLabel(type, record[type.state])}
      </Badge>
      {mayMove &&
        waysFrom(type, record).map((way) => (
          <Button
            key={way.to}
            size="xs"
            variant="default"
            className="kam-no-print"
            leftSection={<IconArrowRight size={14} stroke={1.5} aria-hidden />}
            aria-label={t('page.move_to', { state: stateLabel(type, way.to) })}
            onClick={() => void move(record, way)}
          >
            {stateLabel(type, way.to)}
          </Button>
        ))}
      {dialog}
    </Group>
  )
}
