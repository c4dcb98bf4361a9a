/* Taking an account into the programme: which tier, why, when it is looked at again. What the list said is kept as a run, so that whoever
 * asks later sees what the decision rests on. */
import { Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldOf, recordType } from '@/api/records'
import { dayOf } from '@/i18n/typed'
import { FieldEditor } from '@/ui/form/FieldEditor'
import { refusalOf } from '@/ui/form/useRecordForm'
import { useFaultWords } from '@/ui/form/faults'
import { useRecordChange } from '@/ui/record/change'
import { showProblem } from '@/ui/record/notices'
import { type Query } from '@/api/send'
import { keepRun, type Candidate } from './selection'
import { AT_REST } from './place'

const TYPE = recordType('tier_decision')
const FIELDS = ['tier_id', 'reason', 'review_on']

/* A year from today. */
function nextYear(now = new Date()): string {
  return dayOf(new Date(now.getFullYear() + 1, now.getMonth(), now.getDate(), 12))
}

/* Decisions on one answer share its run. */
const runs = new Map<string, Promise<string>>()

function runOf(question: Query, version: number): Promise<string> {
  const key = JSON.stringify([question, version])
  const run = runs.get(key) ?? keepRun({ ...question, ...AT_REST })
  runs.set(key, run)
  run.catch(() => runs.delete(key))
  return run
}

interface DecideDrawerProps {
  account: Candidate
  question: Query
  dataVersion: number
  onClose(): void
}

export function DecideDrawer({ account, question, dataVersion, onClose }: DecideDrawerProps) {
  const { t } = useTranslation('selection')
  const change = useRecordChange('tier_decision')
  const tell = useFaultWords(TYPE)
  const [values, setValues] = useState<Record<string, unknown>>({ tier_id: null, reason: null, review_on: nextYear() })
  const [faults, setFaults] = useState<ReturnType<typeof tell>>([])
  const [isSaving, setSaving] = useState(false)
  const name = account.name || account.number || account.id

  const save = async (event: FormEvent) => {
    event.preventDefault()
    setSaving(true)
    setFaults([])
    try {
      const run_id = Number(await runOf(question, dataVersion))
      await change.create({ account_id: account.id, ...values, run_id })
      onClose()
    } catch (error) {
      const refusal = refusalOf(error)
      setFaults(tell(refusal.faults))
      if (refusal.faults.length === 0) showProblem(t('decide.failed'), error)
    } finally {
      setSaving(false)
    }
  }

  return (
    <Drawer opened onClose={onClose} title={t('decide.title', { name })} closeButtonProps={{ 'aria-label': t('close') }} size="md">
      <form onSubmit={(event) => void save(event)} noValidate>
        <Stack>
          <Text size="sm" c="dimmed">
            {t('decide.hint')}
          </Text>
          {FIELDS.map((field) => {
            const described = fieldOf(TYPE, field)
            return (
              described && (
                <FieldEditor
                  key={field}
                  field={described}
                  id={`decide-${field}`}
                  value={values[field]}
                  focusNow={field === 'tier_id'}
                  error={faults.find((fault) => fault.name === field)?.words}
                  onChange={(value) => setValues((now) => ({ ...now, [field]: value }))}
                />
              )
            )
          })}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:actions.cancel')}
            </Button>
            <Button type="submit" loading={isSaving}>
              {t('decide.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  )
}
