/* Whether what should be done by a day is not: it is open, or on its way, and the day has passed. */
import { type Field, type KamRecord, type RecordType } from '@/api/records'
import { dayOf } from '@/i18n/typed'
import { waysFrom } from './Transitions'

/* What can go nowhere but back to the beginning is done. */
const isDone = (type: RecordType, record: KamRecord) => waysFrom(type, record).every(({ to }) => to === 'open')

/** For a day by which something is due; false where the state is not known. */
export const isLate = (type: RecordType, record: KamRecord, field: Field, today = dayOf(new Date())): boolean =>
  field.name === 'due_on' && !!record.due_on && String(record.due_on) < today && !isDone(type, record)
