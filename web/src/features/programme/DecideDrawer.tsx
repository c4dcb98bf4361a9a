/* Moving an account: to which tier, why, when it is looked at again. */
import { Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldOf, recordType } from '@/api/records'
import { dayOf } from '@/i18n/typed'
import { FieldEditor } from '@/ui/form/FieldEditor'
import { useFaultWords } from '@/ui/form/faults'
import { refusalOf } from '@/ui/form/useRecordForm'
import { useRecordChange } from '@/ui/record/change'
import { showProblem } from '@/ui/record/notices'
import { nameOf } from './programme'

const TYPE = recordType('tier_decision')
const FIELDS = ['tier_id', 'reason', 'review_on']

const nextYear = (now = new Date()) => dayOf(new Date(now.getFullYear() + 1, now.getMonth(), now.getDate(), 12))

export interface Decided {
  account: { id: string; name: string | null; number: string | null }
  /** Proposed; null: it leaves. */
  tierId: string | null
  /** What speaks for it. */
  why?: string
}

export function DecideDrawer({ decided: { account, tierId, why }, onClose }: { decided: Decided; onClose(): void }) {
  const { t } = useTranslation('programme')
  const change = useRecordChange('tier_decision')
  const tell = useFaultWords(TYPE)
  const [values, setValues] = useState<Record<string, unknown>>({ tier_id: tierId, reason: why ?? null, review_on: nextYear() })
  const [faults, setFaults] = useState<ReturnType<typeof tell>>([])
  const [isSaving, setSaving] = useState(false)

  const save = async (event: FormEvent) => {
    event.preventDefault()
    setSaving(true)
    setFaults([])
    try {
      await change.create({ account_id: account.id, ...values })
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
    <Drawer
      opened
      onClose={onClose}
      title={t('decide.title', { name: nameOf(account) })}
      closeButtonProps={{ 'aria-label': t('common:actions.close') }}
      size="md"
    >
      <form onSubmit={(event) => void save(event)} noValidate>
        <Stack>
          <Text size="sm" c="dimmed">
            {t('decide.hint')}
          </Text>
          {FIELDS.map((name) => {
            const field = fieldOf(TYPE, name)
            return (
              field && (
                <FieldEditor
                  key={name}
                  field={field}
                  id={`decide-${name}`}
                  value={values[name]}
                  focusNow={name === 'reason'}
                  error={faults.find((fault) => fault.name === name)?.words}
                  onChange={(value) => setValues((now) => ({ ...now, [name]: value }))}
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
