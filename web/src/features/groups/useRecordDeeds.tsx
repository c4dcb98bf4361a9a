/* Changing and taking out records of which the page knows the id alone: they are fetched first, for their version. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getRecord, type KamRecord } from '@/api/records'
import { useRecordChange } from '@/ui/record/change'
import { showProblem } from '@/ui/record/notices'

export interface RecordDeeds {
  /** What is in the form: nothing, a new one, or a record. */
  edited: KamRecord | 'new' | null
  add(): void
  edit(id: string): void
  remove(id: string): void
  close(): void
}

export function useRecordDeeds(type: string): RecordDeeds {
  const { t } = useTranslation('groups')
  const change = useRecordChange(type)
  const [edited, setEdited] = useState<KamRecord | 'new' | null>(null)
  const fetchThen = (id: string, then: (record: KamRecord) => unknown) =>
    void getRecord(type, id)
      .then(then)
      .catch((error: unknown) => showProblem(t('not_found'), error))

  return {
    edited,
    add: () => setEdited('new'),
    edit: (id) => fetchThen(id, setEdited),
    remove: (id) => fetchThen(id, change.remove),
    close: () => setEdited(null),
  }
}
