/* A cell while it is edited: Enter saves, Escape leaves it as it was, leaving it saves, too. */
import { useRef, useState, type FocusEvent, type KeyboardEvent } from 'react'
import { type Field } from '@/api/records'
import { FieldEditor } from '../../form/FieldEditor'
import { sameValue } from '../../form/values'
import styles from '../table.module.css'

interface CellEditorProps {
  field: Field
  record: Record<string, unknown>
  onSave(value: unknown): void
  onCancel(): void
}

/* Chosen from a list, a value is what was meant: it is saved at once. */
const CHOSEN = new Set<Field['kind']>(['choice', 'boolean', 'reference', 'country'])

export function CellEditor({ field, record, onSave, onCancel }: CellEditorProps) {
  const before = record[field.name] ?? null
  const [value, setValue] = useState<unknown>(before)
  const isDone = useRef(false)

  const finish = (isKept: boolean, next = value) => {
    if (isDone.current) return
    isDone.current = true
    if (isKept && !sameValue(next, before)) onSave(next)
    else onCancel()
  }
  const change = (next: unknown) => {
    setValue(next)
    if (CHOSEN.has(field.kind)) finish(true, next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    // An open list of an editor takes its own Enter and Escape.
    if (event.defaultPrevented || isListOpen(event.target)) return
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    finish(event.key === 'Enter')
    event.preventDefault()
  }
  const onBlur = (event: FocusEvent) => {
    const to = event.relatedTarget
    if (event.currentTarget.contains(to) || (to instanceof HTMLElement && to.closest('[data-portal]'))) return
    finish(true)
  }
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keys and focus of the control inside
    <div className={styles.editor} onKeyDown={onKeyDown} onBlur={onBlur}>
      <FieldEditor bare focusNow field={field} value={value} onChange={change} />
    </div>
  )
}

const isListOpen = (target: EventTarget) => target instanceof HTMLElement && target.getAttribute('aria-expanded') === 'true'
