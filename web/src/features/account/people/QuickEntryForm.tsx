/* The form of a talk: with whom, about what, what came of it, what is next. */
import { Button, Checkbox, Group, SegmentedControl, Stack } from '@mantine/core'
import { useId, type FormEvent, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldOf, recordType, type Field } from '@/api/records'
import { say } from '@/i18n'
import { FieldEditor } from '@/ui/form/FieldEditor'
import { wordsAt } from '@/ui/form/faults'
import { OtherRefusal } from '@/ui/form/Refusals'
import { useUnsavedGuard } from '@/ui/form/useUnsavedGuard'
import { useQuickEntry, type QuickEntry } from './quickEntry'
import classes from './people.module.css'

export function QuickEntryForm({ accountId, onDone }: { accountId: string; onDone: () => void }) {
  const { t } = useTranslation('people')
  const entry = useQuickEntry(accountId)
  const { form, makesTask, setMakesTask } = entry
  const guard = useUnsavedGuard(form.isDirty)
  const save = async () => {
    if (!(await entry.save())) return
    guard.release()
    onDone()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void save()
    }
    if (event.key === 'Escape' && !event.defaultPrevented) guard.leave(onDone)
  }

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys that do what its buttons do
    <form onSubmit={submit} onKeyDown={onKeyDown} noValidate aria-label={t('talks.add')} className="kam-no-print">
      <Stack gap="sm" mb="md">
        {form.problem !== null && <OtherRefusal problem={form.problem} />}
        <Fields entry={entry} accountId={accountId} />
        {form.values.next_step ? (
          <Checkbox label={t('talks.make_task')} checked={makesTask} onChange={(event) => setMakesTask(event.currentTarget.checked)} />
        ) : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" size="xs" onClick={() => guard.leave(onDone)}>
            {t('common:actions.cancel')}
          </Button>
          <Button type="submit" size="xs" loading={form.isSaving}>
            {t('talks.save')}
          </Button>
        </Group>
      </Stack>
      {guard.dialog}
    </form>
  )
}

function Fields({ entry, accountId }: { entry: QuickEntry; accountId: string }) {
  const id = useId()
  const { form } = entry
  const isWide = (name: string) => name === 'subject' || name === 'outcome'

  return (
    <div className={classes.entry}>
      {form.fields.map(({ field }) => (
        <div key={field.name} className={field.name === 'kind' || isWide(field.name) ? classes.wide : undefined}>
          {field.name === 'kind' ? (
            <Kind field={field} value={form.values.kind} onChange={(kind) => form.set('kind', kind)} />
          ) : (
            <FieldEditor
              id={`${id}-${field.name}`}
              field={field}
              value={form.values[field.name]}
              error={wordsAt(form.faults, field.name)}
              focusNow={field.name === 'theirs'}
              narrow={field.name === 'theirs' ? { account_id: `eq.${accountId}` } : undefined}
              onChange={(value) => form.set(field.name, value)}
            />
          )}
        </div>
      ))}
    </div>
  )
}

function Kind({ field, value, onChange }: { field: Field; value: unknown; onChange: (kind: string) => void }) {
  const data = (fieldOf(recordType('interaction'), 'kind')?.choices ?? []).map((choice) => ({
    value: choice.value,
    label: say(choice.label),
  }))

  return <SegmentedControl size="xs" aria-label={say(field.label)} data={data} value={String(value)} onChange={onChange} />
}
