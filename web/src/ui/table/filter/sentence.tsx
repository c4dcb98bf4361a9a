/* A filter as a sentence: "City is Niš or Čačak". */
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { useRecordName } from '@/api/names'
import { say } from '@/i18n'
import { useFormat } from '@/i18n/use'
import { type Filter } from './grammar'
import { readSaying, type FilterField } from './words'

function Name({ type, id }: { type: string; id: string }) {
  return <>{useRecordName(type, id) ?? id}</>
}

/** A value of a field in the words of the page. */
function Value({ field, value }: { field: FilterField; value: string }) {
  const format = useFormat()

  if (field.field.to) return <Name type={field.field.to} id={value} />
  if (field.kind === 'choice') return <>{say(field.field.choices?.find((choice) => choice.value === value)?.label) || value}</>
  if (field.kind === 'number') return <>{format.number(value, value.split('.')[1]?.length ?? 0)}</>
  if (field.kind === 'date') return <>{format.date(value)}</>
  if (field.kind === 'instant') return <>{format.instant(value)}</>
  return <>{value}</>
}

export function Sentence({ field, filter }: { field: FilterField; filter: Filter }) {
  const { t } = useTranslation('table')
  const saying = readSaying(filter, field.kind)

  if (!saying) return <>{`${field.label} ${filter.not ? 'not.' : ''}${filter.operator} ${filter.values.join(', ')}`}</>
  // "Silent for longer than usual" says yes by itself.
  if (saying.word === 'yes') return <>{field.label}</>
  if (saying.word === 'no') return <>{`${field.label}: ${t('filter.operators.no')}`}</>
  return (
    <>
      {field.label} {t(`filter.operators.${saying.word}`)}
      {saying.values.map((value, i) => (
        <Fragment key={value}>
          {i === 0 ? ' ' : ` ${t('filter.or')} `}
          <b>
            <Value field={field} value={value} />
          </b>
        </Fragment>
      ))}
      {field.unit && saying.values.length > 0 && ` ${field.unit}`}
    </>
  )
}
