/* A cell while it is edited: Enter saves, Escape leaves it as it was, leaving it saves, too. */
import { useRef, useState, type KeyboardEvent } from 'react'
import { type Field } from '@/api/records'
import { say } from '@/i18n'

interface CellEditorProps {
  field: Field
  record: Record<string, unknown>
  onSave(value: unknown): void
  onCancel(): void
}

export function CellEditor({ field, record, onSave, onCancel }: CellEditorProps) {
  const before = record[field.name] ?? null
  const [value, setValue] = useState<unknown>(before)
  const isDone = useRef(false)

  const finish = (isKept: boolean) => {
    if (isDone.current) return
    isDone.current = true
    if (isKept && value !== before) onSave(value)
    else onCancel()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    finish(event.key === 'Enter')
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <input
      // eslint-disable-next-line jsx-a11y/no-autofocus -- the reader has just asked to edit this cell
      autoFocus
      aria-label={say(field.label)}
      value={String(value ?? '')}
      onChange={(event) => setValue(event.target.value || null)}
      onKeyDown={onKeyDown}
      onBlur={() => finish(true)}
    />
  )
}
