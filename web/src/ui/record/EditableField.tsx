/* A field of a record as it is read, and changed in place: a press on the pencil, or Enter, opens its editor. */
import { ActionIcon, Button, Group, Text } from '@mantine/core'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { withoutNames } from '@/api/names'
import { recordType, type Field, type KamRecord } from '@/api/records'
import { say } from '@/i18n'
import { FieldEditor } from '@/ui/form/FieldEditor'
import { useFaultWords, wordsAt, type ToldFault } from '@/ui/form/faults'
import { refusalOf } from '@/ui/form/useRecordForm'
import { useUnsavedGuard } from '@/ui/form/useUnsavedGuard'
import { sameValue } from '@/ui/form/values'
import { Markdown } from '@/ui/Markdown'
import { useRecordChange } from './change'
import { FieldValue } from './FieldValue'
import { showProblem } from './notices'
import classes from './record.module.css'

interface EditableFieldProps {
  type: string
  record: KamRecord
  field: Field
  mayChange: boolean
}

export function EditableField({ type, record, field, mayChange }: EditableFieldProps) {
  const { t } = useTranslation('record')
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(false)
  const value = record[field.name]
  const isLong = field.kind === 'long_text' && typeof value === 'string' && value !== ''

  // Where one was is where one goes on.
  useEffect(() => {
    if (wasOpen.current && !isOpen) button.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  return (
    <div className={classes.field}>
      <Text component="dt" size="xs" c="dimmed">
        {say(field.label)}
      </Text>
      <dd className={classes.value}>
        {isOpen ? (
          <InPlace type={type} record={record} field={field} onClose={() => setOpen(false)} />
        ) : (
          <>
            <Text component={isLong ? 'div' : 'span'} size="sm" className={classes.words}>
              {isLong ? <Markdown text={String(value)} /> : <FieldValue field={field} record={record} />}
            </Text>
            {mayChange && (
              <ActionIcon
                ref={button}
                size={24}
                className={`${classes.pencil} kam-no-print`}
                aria-label={t('page.edit_field', { field: say(field.label) })}
                aria-keyshortcuts="e"
                onClick={() => setOpen(true)}
              >
                <IconPencil size={14} stroke={1.5} />
              </ActionIcon>
            )}
          </>
        )}
      </dd>
    </div>
  )
}

function useInPlace(type: string, record: KamRecord, field: Field, onClose: () => void) {
  const { t } = useTranslation('record')
  const change = useRecordChange(type)
  const tell = useFaultWords(recordType(type))
  const [before] = useState(() => withoutNames(recordType(type), record))
  const [value, setValue] = useState<unknown>(before[field.name] ?? null)
  const [faults, setFaults] = useState<ToldFault[]>([])
  const [isSaving, setSaving] = useState(false)
  const save = async () => {
    if (sameValue(value, before[field.name])) return onClose()
    setSaving(true)
    try {
      if (await change.patch(before, { [field.name]: value })) onClose()
    } catch (error) {
      const refusal = refusalOf(error)
      setFaults(tell(refusal.faults))
      if (refusal.problem) showProblem(t('common:states.failed'), error)
    } finally {
      setSaving(false)
    }
  }
  const isDirty = !sameValue(value, before[field.name])
  return { value, setValue, error: wordsAt(faults, field.name) ?? faults[0]?.words, isSaving, isDirty, save }
}

function InPlace({ type, record, field, onClose }: { type: string; record: KamRecord; field: Field; onClose: () => void }) {
  const { t } = useTranslation('record')
  const { value, setValue, error, isSaving, isDirty, save } = useInPlace(type, record, field, onClose)
  const guard = useUnsavedGuard(isDirty)
  const onKeyDown = (event: KeyboardEvent) => {
    const isLong = field.kind === 'long_text'
    if (event.key === 'Escape' && !event.defaultPrevented) onClose()
    if (event.key === 'Enter' && !event.defaultPrevented && (!isLong || event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void save()
    }
  }

  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keys that do what its buttons do
    <div onKeyDown={onKeyDown} style={{ width: '100%' }}>
      <FieldEditor bare focusNow field={field} value={value} onChange={setValue} error={error} />
      <Group gap={6} mt={6}>
        <Button size="compact-sm" loading={isSaving} onClick={() => void save()}>
          {t('page.save')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {t('page.cancel')}
        </Button>
      </Group>
      {guard.dialog}
    </div>
  )
}
