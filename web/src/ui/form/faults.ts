/* What was refused, told field by field in the reader's language. Words go by the fault's code; the server's own words stand where
 * there are none for a code. */
import { type TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Fault } from '@/api/problem'
import { fieldOf, type Field, type RecordType } from '@/api/records'
import { useFormat } from '@/i18n/use'
import type { Format } from '@/i18n/format'
import { writeDecimal } from '@/i18n/typed'

/* Codes whose words depend on the kind of the field. */
const BY_KIND: Record<string, string> = {
  integer: 'number',
  decimal: 'number',
  percent: 'number',
  money: 'number',
  date: 'date',
  instant: 'instant',
  email: 'email',
  url: 'url',
  colour: 'colour',
  reference: 'reference',
  references: 'reference',
  tax_number: 'number_of',
  company_number: 'number_of',
  phone: 'phone',
}

const wordsFor = (code: string, kind: string): string[] => [`faults.${code}_${BY_KIND[kind] ?? kind}`, `faults.${code}`]

function wordsOf(fault: Fault, field: Field | undefined, t: TFunction<'form'>, format: Format, language: string): string {
  const bound = (value: number | undefined) => (value === undefined ? '' : writeDecimal(String(value), language))
  const values = {
    example: format.date('2026-03-07'),
    number: writeDecimal('1234.5', language),
    min: bound(field?.min),
    max: bound(field?.max),
    length: bound(field?.max_length),
    hint: field?.hint ?? '',
  }
  const needs: Record<string, string> = { too_small: values.min, too_large: values.max, too_long: values.length, pattern: values.hint }
  if (fault.code && needs[fault.code] === '') return fault.detail
  return fault.code ? t([...wordsFor(fault.code, field?.kind ?? ''), 'faults.other'], { ...values, detail: fault.detail }) : fault.detail
}

export interface ToldFault {
  /** The field, '' when the fault is of the record as a whole. */
  name: string
  words: string
}

/** '/price/amount' is of the field 'price'. */
export const nameOf = (pointer: string): string => (pointer.split('/')[1] ?? '').replaceAll('~1', '/').replaceAll('~0', '~')

export function useFaultWords(type: RecordType): (faults: readonly Fault[] | undefined) => ToldFault[] {
  const { t, i18n } = useTranslation('form')
  const format = useFormat()

  return (faults) =>
    (faults ?? []).map((fault) => {
      const name = nameOf(fault.pointer)
      return { name, words: wordsOf(fault, fieldOf(type, name), t, format, i18n.language) }
    })
}

/** The words at one field, joined. */
export const wordsAt = (faults: readonly ToldFault[], name: string): string | undefined =>
  faults
    .filter((fault) => fault.name === name)
    .map(({ words }) => words)
    .join(' ') || undefined
