/* Before two customers become one: who stays, which value is kept where they differ, and what moves.
 * Nothing happens until it is confirmed. */
import { Button, Group, List, Modal, Radio, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recordType, recordTypes, titleOf, type KamRecord } from '@/api/records'
import { say } from '@/i18n'
import { useFormat } from '@/i18n/use'
import { Failed, Loading } from '@/ui/states/States'
import { FieldValue } from '@/ui/record/FieldValue'
import { duplicateKeys, fieldsToDecide, loadPreview, merge, survivorOf, type Pair, type Preview, type Take } from './duplicates'

const ACCOUNT = recordType('account')

const labelOfType = (name: string) => say(recordTypes().find((type) => type.name === name)?.label) || name

function WhatHappens({ preview }: { preview: Preview }) {
  const { t } = useTranslation('duplicates')
  const format = useFormat()
  const labels = preview.fields.map((name) => say(ACCOUNT.fields.find((field) => field.name === name)?.label) || name)

  return (
    <List size="sm" aria-label={t('what_happens')}>
      <List.Item>{t('lines_move', { count: preview.lines, lines: format.number(preview.lines) })}</List.Item>
      {preview.moves.map(({ type, records }) => (
        <List.Item key={type}>{t('records_move', { type: labelOfType(type), count: records })}</List.Item>
      ))}
      {labels.length > 0 && <List.Item>{t('fields_taken', { fields: labels.join(', ') })}</List.Item>}
      <List.Item>{t('number_stays', { number: preview.other.number ?? preview.other.id })}</List.Item>
      <List.Item>{t('can_be_undone')}</List.Item>
    </List>
  )
}

function Decisions({ survivor, other, take, onTake }: { survivor: KamRecord; other: KamRecord; take: Take; onTake(take: Take): void }) {
  const { t } = useTranslation('duplicates')

  return fieldsToDecide(ACCOUNT, survivor, other).map((field) => (
    <Radio.Group
      key={field.name}
      label={say(field.label)}
      value={take[field.name] ?? 'survivor'}
      onChange={(value) => onTake({ ...take, [field.name]: value as 'other' | 'survivor' })}
      aria-description={t('which_value')}
    >
      <Group mt={4}>
        <Radio value="survivor" label={<FieldValue field={field} record={survivor} plain />} />
        <Radio value="other" label={<FieldValue field={field} record={other} plain />} />
      </Group>
    </Radio.Group>
  ))
}

interface MergeDialogProps {
  pair: Pair
  onClose(): void
  onMerged(merge: { id: string; name: string }): void
}

export function MergeDialog({ pair, onClose, onMerged }: MergeDialogProps) {
  const { t } = useTranslation('duplicates')
  const [[survivor, other], choose] = useState(() => survivorOf(ACCOUNT, pair.records))
  const [take, setTake] = useState<Take>({})
  const preview = useQuery({ queryKey: duplicateKeys.preview(survivor.id, other.id), queryFn: () => loadPreview(survivor.id, other.id) })
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => merge(survivor.id, other.id, take),
    onSuccess: ({ id, record }) => onMerged({ id, name: titleOf(ACCOUNT, record) }),
  })
  const keep = (id: string) => {
    choose(id === survivor.id ? [survivor, other] : [other, survivor])
    setTake({})
  }

  return (
    <Modal opened onClose={onClose} title={t('dialog')} size="lg" closeButtonProps={{ 'aria-label': t('cancel') }}>
      <Stack gap="md">
        <Radio.Group label={t('who_stays')} value={survivor.id} onChange={keep}>
          <Stack gap={6} mt={4}>
            {pair.records.map((record) => (
              <Radio key={record.id} value={record.id} label={`${titleOf(ACCOUNT, record)} (${String(record.number ?? '')})`} />
            ))}
          </Stack>
        </Radio.Group>
        <Decisions survivor={survivor} other={other} take={take} onTake={setTake} />
        <div>
          <Text size="sm" fw={600}>
            {t('what_happens')}
          </Text>
          {preview.isPending && <Loading />}
          {preview.error && <Failed error={preview.error} reset={() => void preview.refetch()} />}
          {preview.data && <WhatHappens preview={preview.data} />}
        </div>
        {error && <Failed error={error} reset={() => mutate()} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button onClick={() => mutate()} loading={isPending} disabled={!preview.data}>
            {t('merge_now')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
