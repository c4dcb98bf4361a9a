/* A few fields of a type, to make one record of it: what else the record holds is known where it is made. */
import { Button, Group, Stack } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldOf, recordType, type Field } from '@/api/records'
import { useRecordChange } from '@/ui/record/change'
import { showProblem } from '@/ui/record/notices'
import { FieldEditor } from './FieldEditor'
import { useFaultWords } from './faults'
import { refusalOf } from './useRecordForm'
import { type Values } from './values'

interface ShortFormProps {
  type: string
  fields: readonly string[]
  /** What the fields begin with. */
  start: Values
  /** The rest of the record; asked for when it is saved. */
  rest: () => Values | Promise<Values>
  /** The field that is written in first; none: Enter saves at once. */
  focus?: string
  words: { save: string; failed: string; form?: string }
  /** It was saved, and the form is closed. */
  onSaved?: () => unknown
  onClose: () => void
}

export function ShortForm({ type: name, fields, start, rest, focus, words, onSaved, onClose }: ShortFormProps) {
  const { t } = useTranslation('form')
  const type = recordType(name)
  const change = useRecordChange(name)
  const tell = useFaultWords(type)
  const [values, setValues] = useState<Values>(start)
  const [faults, setFaults] = useState<ReturnType<typeof tell>>([])
  const [isSaving, setSaving] = useState(false)
  const shown = fields.map((field) => fieldOf(type, field)).filter((field): field is Field => field !== undefined)

  const refuse = (error: unknown) => {
    const told = tell(refusalOf(error).faults)
    setFaults(told)
    // A fault of something that is not asked here has no field to stand at.
    if (!told.some((fault) => shown.some((field) => field.name === fault.name))) showProblem(words.failed, error)
  }

  const save = async (event: FormEvent) => {
    event.preventDefault()
    setSaving(true)
    setFaults([])
    try {
      await change.create({ ...(await rest()), ...values })
      onClose()
      void onSaved?.()
    } catch (error) {
      refuse(error)
    } finally {
      setSaving(false)
    }
  }

  return (
    <form onSubmit={(event) => void save(event)} noValidate aria-label={words.form}>
      <Stack>
        {shown.map((field) => (
          <FieldEditor
            key={field.name}
            field={field}
            id={`short-${field.name}`}
            value={values[field.name]}
            focusNow={field.name === focus}
            error={faults.find((fault) => fault.name === field.name)?.words}
            onChange={(value) => setValues((now) => ({ ...now, [field.name]: value }))}
          />
        ))}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:actions.cancel')}
          </Button>
          <Button type="submit" loading={isSaving} data-autofocus={focus === undefined || undefined}>
            {words.save}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
