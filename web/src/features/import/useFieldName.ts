/* What fields are called: those of sales and lists in the catalogue, those of records by their own labels. */
import { useTranslation } from 'react-i18next'
import { say } from '@/i18n'
import type { PreviewField } from './types'

export function useFieldName() {
  const { t } = useTranslation('import')

  return (field: PreviewField | string): string => {
    if (typeof field === 'string') return t(`fields.${field}`)
    return field.en ? say({ en: field.en, sr: field.sr ?? field.en }) : t(`fields.${field.name}`)
  }
}
