/* What matters now: what asks for somebody first, then what is good; each with the money it is about. */
import { Anchor, Badge } from '@mantine/core'
import IconClock from '@tabler/icons-react/dist/esm/icons/IconClock.mjs'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { listRecords, recordKeys } from '@/api/records'
import { MatterList, MatterRow } from '@/ui/matters/MatterList'
import { useUrlSearch } from '@/ui/url'
import type { Figures } from './account'
import { Part } from './Part'
import { leadOf } from './words'

/* Tasks whose day has passed, as of the reader's today. */
function useOverdue(id: string): number {
  const today = new Date().toISOString().slice(0, 10)
  const query = { account_id: `eq.${id}`, state: 'in.(open,in_progress)', due_on: `lt.${today}`, limit: 100 }
  const { data } = useQuery({ queryKey: recordKeys.list('task', query), queryFn: () => listRecords('task', query) })
  return data?.items.length ?? 0
}

/* A sentence that leads to where it comes from, on another tab. */
function Lead({ code, children }: { code: string; children: ReactNode }) {
  const [, change] = useUrlSearch()
  const lead = leadOf(code)

  if (!lead) return <>{children}</>
  return (
    <Anchor component="button" type="button" size="sm" ta="start" c="inherit" onClick={() => change(lead, { replace: false })}>
      {children}
    </Anchor>
  )
}

export function Matters({ id, matters }: { id: string; matters: NonNullable<Figures['matters']> }) {
  const { t } = useTranslation('account')
  const { t: title } = useTranslation('matters')
  const { items, source } = matters
  const overdue = useOverdue(id)

  return (
    <Part title={title('title')} source={source} formula={t('formula.matters')}>
      <MatterList items={items} lead={Lead}>
        {overdue > 0 && (
          <MatterRow sign={<IconClock size={18} stroke={1.5} color="var(--kam-warn)" aria-hidden />}>
            <Lead code="overdue">{t('matters.overdue', { count: overdue })}</Lead>
          </MatterRow>
        )}
      </MatterList>
    </Part>
  )
}

/** The letter of a tier, named for those who do not see where it stands. */
export function TierBadge({ tier }: { tier: string | null }) {
  const { t } = useTranslation('account')

  return tier ? (
    <Badge variant="filled" color="stone" size="lg" radius="sm">
      {t('tier', { tier })}
    </Badge>
  ) : null
}
