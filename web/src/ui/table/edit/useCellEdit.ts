/* Saves one cell of a row of a type: on the version that is shown, with the way back, and a conflict solved where it is met. */
import { useTranslation } from 'react-i18next'
import { type KamRecord, type RecordType } from '@/api/records'
import { useRecordChange } from '../../record/change'
import { showProblem } from '../../record/notices'
import { type Column } from '../types'

export function useCellEdit(type: RecordType) {
  const { t } = useTranslation('table')
  const change = useRecordChange(type.name)

  return async (row: KamRecord, column: Column<KamRecord>, value: unknown) => {
    try {
      await change.patch(row, { [column.id]: value })
    } catch (error) {
      showProblem(t('edit_failed', { column: column.label }), error)
    }
  }
}
