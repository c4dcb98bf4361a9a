/* Counts in words, with the figure as the page's language writes it. */
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'

export function useCount() {
  const { t } = useTranslation('import')
  const format = useFormat()

  return (key: string, count: number): string => t(key, { count, n: format.number(count) })
}
