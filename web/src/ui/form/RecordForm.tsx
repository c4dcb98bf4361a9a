/* A form drawn from a type of record: each field with its editor, all faults at their fields at once, and nothing lost by a slip. */
import { Button, Group, SimpleGrid, Stack } from '@mantine/core'
import { useEffect, useId, useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldOf, recordType, titleOf, type Field, type KamRecord } from '@/api/records'
import { say } from '@/i18n'
import { FieldRow } from './FieldRow'
import { wordsAt } from './faults'
import { Candidates, FaultSummary, focusField, OtherRefusal } from './Refusals'
import { useRecordForm, type RecordFormOptions } from './useRecordForm'
import { useUnsavedGuard, type UnsavedGuard } from './useUnsavedGuard'
import { type FormField, type Values } from './values'

export interface RecordFormProps extends RecordFormOptions {
  onSaved: (record: KamRecord) => void
  onCancel?: () => void
  /** Columns of fields where there is room. */
  columns?: number
  /** Handed out to whatever else can close the form, such as its drawer. */
  onGuard?: (guard: UnsavedGuard) => void
}

/* A new record asks for what it needs and what is usual; the rest is a press away. */
const SHOWN_AT_FIRST = 10

function splitFields(fields: FormField[], record: KamRecord | null, values: Values): [FormField[], FormField[]] {
  if (record || fields.length <= SHOWN_AT_FIRST + 2) return [fields, []]
  const isFirst = ({ field }: FormField, at: number) => field.required || at < SHOWN_AT_FIRST || (values[field.name] ?? null) !== null
  return [fields.filter(isFirst), fields.filter((field, at) => !isFirst(field, at))]
}

/* People of an account, tasks of an account: what refers to a thing of an account is offered those of the account that is chosen. */
function narrowFor(type: RecordFormOptions['type'], field: Field, values: Values): Record<string, string> | undefined {
  const account = values.account_id
  if (field.name === 'account_id' || !field.to || !fieldOf(type, 'account_id') || typeof account !== 'string') return undefined
  return fieldOf(recordType(field.to), 'account_id') ? { account_id: `eq.${account}` } : undefined
}

export function RecordForm({ onSaved, onCancel, onGuard, columns = 2, ...options }: RecordFormProps) {
  const { type, record } = options
  const { t } = useTranslation('form')
  const id = useId()
  const form = useRecordForm(options)
  const guard = useUnsavedGuard(form.isDirty)
  const [first] = useState(form.values)
  const [usual, more] = splitFields(form.fields, record, first)
  const [isMore, setMore] = useState(false)
  const shown = isMore || form.faults.some(({ name }) => more.some(({ field }) => field.name === name)) ? form.fields : usual
  const handed = useRef(onGuard)

  useEffect(() => handed.current?.(guard))
  // The first thing to be put right is where one goes on typing.
  const firstFault = form.faults[0]?.name
  useEffect(() => {
    if (firstFault !== undefined && !form.isSaving) focusField(id, firstFault)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only when an answer has come
  }, [form.isSaving])

  const save = async (force?: boolean) => {
    const saved = await form.save({ force })
    if (!saved) return
    guard.release()
    onSaved(saved)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    void save()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void save()
    }
    if (event.key === 'Escape' && onCancel && !event.defaultPrevented && !onGuard) guard.leave(onCancel)
  }

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys that do what its buttons do
    <form
      onSubmit={submit}
      onKeyDown={onKeyDown}
      noValidate
      aria-label={record ? t('edit', { type: titleOf(type, record) }) : t('add', { type: say(type.label) })}
    >
      <Stack>
        {form.faults.length > 0 && <FaultSummary type={type} faults={form.faults} form={id} />}
        {form.candidates.length > 0 && (
          <Candidates type={type} candidates={form.candidates} onOpen={guard.release} onForce={() => void save(true)} />
        )}
        {form.problem !== null && <OtherRefusal problem={form.problem} />}
        <SimpleGrid cols={{ base: 1, sm: columns }} verticalSpacing="sm">
          {shown.map(({ field, read_only }, at) => (
            <FieldRow
              key={field.name}
              field={field}
              readOnly={read_only}
              isWide={field.kind === 'long_text'}
              value={form.values[field.name]}
              record={record}
              error={wordsAt(form.faults, field.name)}
              id={`${id}-${field.name}`}
              focusNow={at === 0 && !read_only}
              narrow={narrowFor(type, field, form.values)}
              onChange={(value) => form.set(field.name, value)}
            />
          ))}
        </SimpleGrid>
        {more.length > 0 && (
          <Group>
            <Button variant="subtle" size="xs" aria-expanded={shown !== usual} onClick={() => setMore(!isMore)}>
              {shown === usual ? t('more', { count: more.length }) : t('fewer')}
            </Button>
          </Group>
        )}
        <Group justify="flex-end">
          {onCancel && (
            <Button variant="default" onClick={() => guard.leave(onCancel)}>
              {t('cancel')}
            </Button>
          )}
          <Button type="submit" loading={form.isSaving} title={t('save_hint')}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
      {guard.dialog}
    </form>
  )
}
