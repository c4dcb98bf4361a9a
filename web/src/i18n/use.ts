/* What components read: how the page's language writes numbers and dates. */
import { useTranslation } from 'react-i18next'
import { formatOf, type Format } from './format'

export function useFormat(): Format {
  const { i18n } = useTranslation()
  return formatOf(i18n.language)
}
