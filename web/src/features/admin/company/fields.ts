/* The fields of the firm, for editors. The firm is one record, so it is not among the types of records. The first month of its year is a
 * number, chosen by its name. */
import { type TFunction } from 'i18next'
import { type Field, type Label } from '@/api/records'

const LANGUAGES = [
  { value: 'en', label: { en: 'English', sr: 'Engleski' } },
  { value: 'sr', label: { en: 'Serbian, Latin letters', sr: 'Srpski, latinica' } },
  { value: 'sr-Cyrl', label: { en: 'Serbian, Cyrillic letters', sr: 'Srpski, ćirilica' } },
]

const monthIn = (tag: string, month: number) => new Intl.DateTimeFormat(tag, { month: 'long' }).format(new Date(2026, month - 1, 15))
const MONTHS = Array.from({ length: 12 }, (_, at) => ({
  value: String(at + 1),
  label: { en: monthIn('en', at + 1), sr: monthIn('sr-Latn', at + 1) },
}))

const LABELS: Record<string, Label> = {
  name: { en: 'Name', sr: 'Naziv' },
  country: { en: 'Country', sr: 'Država' },
  tax_number: { en: 'Tax number', sr: 'PIB' },
  company_number: { en: 'Company number', sr: 'Matični broj' },
  language: { en: 'Language', sr: 'Jezik' },
  currency: { en: 'Currency', sr: 'Valuta' },
  year_start_month: { en: 'First month of the business year', sr: 'Prvi mesec poslovne godine' },
  calendar_id: { en: 'Calendar', sr: 'Kalendar' },
}

export function companyFields(t: TFunction<'admin'>): Field[] {
  const field = (name: string, kind: Field['kind'], more: Partial<Field> = {}): Field => ({
    name,
    kind,
    class: 'public',
    label: LABELS[name] ?? { en: name, sr: name },
    ...more,
  })
  return [
    field('name', 'text', { max_length: 200 }),
    field('country', 'country'),
    field('tax_number', 'tax_number'),
    field('company_number', 'company_number'),
    field('language', 'choice', { choices: LANGUAGES, hint: t('company.language_hint') }),
    field('currency', 'text', { max_length: 3, hint: t('company.currency_hint') }),
    field('year_start_month', 'choice', { choices: MONTHS, required: true, hint: t('company.year_hint') }),
    field('calendar_id', 'reference', { to: 'calendar' }),
  ]
}

/** What an editor gives, as the API takes it. */
export const asStored = (name: string, value: unknown): unknown => (name === 'year_start_month' ? Number(value) : value)

/** The values of fields as editors have them. */
export const asShown = <T extends object>(values: T): T =>
  'year_start_month' in values ? { ...values, year_start_month: String(values.year_start_month) } : values
