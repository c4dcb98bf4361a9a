/* What matters of an account now: what asks for somebody first, then what is good; each with the money it is about. */
import { Text } from '@mantine/core'
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs'
import IconTrendingUp from '@tabler/icons-react/dist/esm/icons/IconTrendingUp.mjs'
import type { ComponentType, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import classes from './matters.module.css'
import { sayMatter, type Matter } from './words'

/** Wraps a sentence, as a link to where it comes from does. */
export type Lead = ComponentType<{ code: string; children: ReactNode }>

const Plain: Lead = ({ children }) => <>{children}</>

/** A row: a sign, a sentence, an amount. */
export function MatterRow({ sign, amount, children }: { sign: ReactNode; amount?: ReactNode; children: ReactNode }) {
  return (
    <li className={classes.matter}>
      {sign}
      <Text size="sm">{children}</Text>
      {amount}
    </li>
  )
}

function Row({ matter, lead: Lead }: { matter: Matter; lead: Lead }) {
  const { t } = useTranslation('matters')
  const format = useFormat()
  const { code, is_good, at_stake } = matter
  const Sign = is_good ? IconTrendingUp : IconAlertTriangle
  const money = at_stake?.currency ? { amount: at_stake.amount ?? '', currency: at_stake.currency } : null

  return (
    <MatterRow
      sign={<Sign size={18} stroke={1.5} color={is_good ? 'var(--kam-good)' : 'var(--kam-bad)'} aria-hidden />}
      amount={
        <Text size="sm" fw={600} className={`kam-number ${is_good ? classes.good : classes.bad}`}>
          {money && format.money(money)}
        </Text>
      }
    >
      <span className="kam-visually-hidden">{t(is_good ? 'good' : 'bad')}: </span>
      <Lead code={code}>{sayMatter(matter, t, format)}</Lead>
    </MatterRow>
  )
}

interface MatterListProps {
  items: readonly Matter[]
  lead?: Lead
  /** Rows that a page adds of its own. */
  children?: ReactNode
}

export function MatterList({ items, lead = Plain, children }: MatterListProps) {
  const { t } = useTranslation('matters')

  if (items.length === 0 && !children)
    return (
      <Text size="sm" c="dimmed">
        {t('nothing')}
      </Text>
    )
  return (
    <ul className={classes.matters}>
      {items.map((matter) => (
        <Row key={matter.code} matter={matter} lead={lead} />
      ))}
      {children}
    </ul>
  )
}
