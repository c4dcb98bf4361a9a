/* A day by which something is due; when it has passed, that is seen and said. */
import { useTranslation } from 'react-i18next'
import { type Field, type KamRecord, type RecordType } from '@/api/records'
import { useFormat } from '@/i18n/use'
import { isLate } from './late'
import classes from './record.module.css'

export function DueDay({ type, field, record }: { type: RecordType; field: Field; record: KamRecord }) {
  const { t } = useTranslation('record')
  const format = useFormat()
  const day = format.date(record[field.name] as string | null)

  if (!isLate(type, record, field)) return <>{day}</>
  return (
    <span className={classes.late} title={t('late')}>
      <b aria-hidden>! </b>
      {day}
      <span className="kam-visually-hidden"> {t('late')}</span>
    </span>
  )
}
