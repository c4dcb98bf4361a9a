/* What stands at the top of paper only: whose it is, and when it was printed. The page's own head and filters follow. */
import { useCompany } from '@/api/company'
import { useTranslation } from 'react-i18next'
import { useEffect, useState } from 'react'
import { useFormat } from '@/i18n/use'

export function PrintHead() {
  const { t } = useTranslation()
  const format = useFormat()
  const company = useCompany()
  const [at, setAt] = useState(() => new Date())

  useEffect(() => {
    const note = () => setAt(new Date())
    window.addEventListener('beforeprint', note)
    return () => window.removeEventListener('beforeprint', note)
  }, [])
  return (
    <div className="kam-only-print" aria-hidden>
      <span>{[company?.name, 'Kamen'].filter(Boolean).join(' · ')}</span>
      <span>{t('shell.printed', { date: format.instant(at) })}</span>
    </div>
  )
}
