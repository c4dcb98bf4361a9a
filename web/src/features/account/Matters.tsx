/* What matters now: what asks for somebody first, then what is good; each with the money it is about. */
import { Anchor, Badge, Text } from '@mantine/core'
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs'
import IconClock from '@tabler/icons-react/dist/esm/icons/IconClock.mjs'
import IconTrendingUp from '@tabler/icons-react/dist/esm/icons/IconTrendingUp.mjs'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { listRecords, recordKeys } from '@/api/records'
import { useFormat } from '@/i18n/use'
import { useUrlSearch } from '@/ui/url'
import type { Figures, Matter } from './account'
import { Part } from './Part'
import { leadOf, sayMatter } from './words'
import classes from './account.module.css'

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

function Row({ matter }: { matter: Matter }) {
  const { t } = useTranslation('account')
  const format = useFormat()
  const Sign = matter.is_good ? IconTrendingUp : IconAlertTriangle

  return (
    <li className={classes.matter}>
      <Sign size={18} stroke={1.5} color={matter.is_good ? 'var(--kam-good)' : 'var(--kam-bad)'} aria-hidden />
      <Text size="sm">
        <span className="kam-visually-hidden">{t(matter.is_good ? 'good' : 'bad')}: </span>
        <Lead code={matter.code}>{sayMatter(matter, t, format)}</Lead>
      </Text>
      <Text size="sm" fw={600} className={`kam-number ${matter.is_good ? classes.good : classes.bad}`}>
        {matter.at_stake && format.money(matter.at_stake)}
      </Text>
    </li>
  )
}

export function Matters({ figures }: { figures: Figures }) {
  const { t } = useTranslation('account')
  const { items, source } = figures.matters
  const overdue = useOverdue(figures.account.id)

  return (
    <Part title={t('matters.title')} source={source} formula={t('formula.matters')}>
      {items.length === 0 && overdue === 0 ? (
        <Text size="sm" c="dimmed">
          {t('matters.nothing')}
        </Text>
      ) : (
        <ul className={classes.matters}>
          {items.map((matter) => (
            <Row key={matter.code} matter={matter} />
          ))}
          {overdue > 0 && (
            <li className={classes.matter}>
              <IconClock size={18} stroke={1.5} color="var(--kam-warn)" aria-hidden />
              <Text size="sm">
                <Lead code="overdue">{t('matters.overdue', { count: overdue })}</Lead>
              </Text>
            </li>
          )}
        </ul>
      )}
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
