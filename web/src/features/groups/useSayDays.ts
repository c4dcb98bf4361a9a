/* The days of a membership in words: 'since 1 May 2024', '1 May 2023 – 3 June 2024'; nothing where none is known. */
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'

export function useSayDays(): (stay: { from: string | null; to: string | null }) => string {
  const { t } = useTranslation('groups')
  const format = useFormat()

  return ({ from, to }) => {
    if (to === null) return from === null ? '' : t('timeline.since', { day: format.date(from) })
    if (from === null) return t('timeline.until', { day: format.date(to) })
    return t('timeline.stay', { from: format.date(from), to: format.date(to) })
  }
}
