/* A judgement: points on the described scale, and why. */
import { Button, Group, Radio, Stack, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { type KamRecord } from '@/api/records'
import { say } from '@/i18n'
import { useFormat } from '@/i18n/use'
import { useRecordChange } from '@/ui/record/change'
import { showProblem } from '@/ui/record/notices'
import { levels } from './judgements'
import { type Candidate } from './selection'

const POINTS = Array.from({ length: 11 }, (_, points) => points)

export function JudgeForm({ criterion, account, onDone }: { criterion: KamRecord; account: Candidate; onDone(): void }) {
  const { t } = useTranslation('selection')
  const format = useFormat()
  const { data } = useQuery(levels)
  const change = useRecordChange('judgement')
  const [points, setPoints] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [isSaving, setSaving] = useState(false)
  const steps = (data?.items ?? []).filter((level) => level.criterion_id === criterion.id)
  const describe = (value: number) => {
    const level = steps.find((step) => Number(step.points) === value)
    return level && say({ en: String(level.description_en), sr: String(level.description_sr) })
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setSaving(true)
    try {
      await change.create({ account_id: account.id, criterion_id: criterion.id, points, reason: reason.trim() || null })
      onDone()
    } catch (error) {
      showProblem(t('judged.failed'), error)
    } finally {
      setSaving(false)
    }
  }

  return (
    <form onSubmit={(event) => void save(event)}>
      <Stack gap="xs" my="xs">
        <Radio.Group label={t('judged.points')} value={points} onChange={setPoints}>
          <Stack gap={2} mt={4}>
            {POINTS.map((value) => (
              <Radio
                key={value}
                value={String(value)}
                label={[format.number(value), describe(value)].filter(Boolean).join(' · ')}
                styles={{ body: { minHeight: 24, alignItems: 'center' } }}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label={t('judged.reason')}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button size="xs" variant="default" onClick={onDone}>
            {t('common:actions.cancel')}
          </Button>
          <Button size="xs" type="submit" disabled={points === null} loading={isSaving}>
            {t('judged.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
