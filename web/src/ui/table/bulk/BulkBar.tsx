/* What can be done to the marked rows of a type: one field changed in all of them, or all taken out; each with the way back. */
import { Button, Group, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { recordKeys, type Field } from '@/api/records'
import { useFormat } from '@/i18n/use'
import { useRecordChange } from '../../record/change'
import { showNotice, showProblem } from '../../record/notices'
import { type Selection } from '../useSelection'
import { BulkChange } from './BulkChange'
import { deleteAll, recordsOf, restoreAll } from './rows'

interface BulkBarProps {
  type: string
  selection: Selection
  /** Fields that the reader may change. */
  fields: readonly Field[]
  mayDelete: boolean
  /** What else a page offers for marked rows. */
  children?: ReactNode
}

export function BulkBar({ type, selection, fields, mayDelete, children }: BulkBarProps) {
  const { t } = useTranslation('table')
  const format = useFormat()
  const change = useRecordChange(type)
  const remove = useRemove(type)
  const [isBusy, setBusy] = useState(false)
  const ids = [...selection.keys]
  const count = ids.length

  const run = async (work: () => Promise<unknown>) => {
    setBusy(true)
    await work().catch((error: unknown) => showProblem(t('bulk.failed'), error))
    setBusy(false)
  }
  const apply = (field: Field, value: unknown) =>
    run(async () => change.bulk(await recordsOf(type, ids, [field.name]), { [field.name]: value }))
  const askToRemove = () =>
    modals.openConfirmModal({
      title: t('bulk.confirm_delete', { count }),
      labels: { confirm: t('bulk.delete'), cancel: t('common:actions.cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => void run(() => remove(ids).then(selection.clear)),
    })
  return (
    <Group gap={6} role="region" aria-label={t('bulk.label')}>
      <Text size="sm" fw={600}>
        {t('selected', { count, number: format.number(count) })}
      </Text>
      {fields.length > 0 && <BulkChange fields={fields} count={count} isBusy={isBusy} onApply={apply} />}
      {children}
      {mayDelete && (
        <Button variant="default" size="xs" loading={isBusy} onClick={askToRemove}>
          {t('bulk.delete')}
        </Button>
      )}
      <Button variant="subtle" color="gray" size="xs" onClick={selection.clear}>
        {t('bulk.clear')}
      </Button>
    </Group>
  )
}

/** Takes records out and offers to bring them back. */
function useRemove(type: string) {
  const { t } = useTranslation('table')
  const cache = useQueryClient()
  const refresh = () => cache.invalidateQueries({ queryKey: recordKeys.type(type) })

  return async (ids: readonly string[]) => {
    const { done, refusal } = await deleteAll(type, ids)
    await refresh()
    if (refusal) showProblem(t('bulk.not_deleted', { count: ids.length - done.length }), refusal)
    if (done.length === 0) return
    showNotice({
      message: t('bulk.deleted', { count: done.length }),
      undo: {
        label: t('common:actions.undo'),
        run: async () => {
          const back = await restoreAll(type, done)
          if (back.refusal) showProblem(t('bulk.failed'), back.refusal)
          await refresh()
        },
      },
    })
  }
}
