/* The class of an account as the report places it. */
import { NOTHING } from '@/i18n/format'
import classes from './peek.module.css'

export function TierMark({ tier }: { tier: 'A' | 'B' | 'C' | null }) {
  return tier === null ? (
    <>{NOTHING}</>
  ) : (
    <span className={classes.tier} data-tier={tier}>
      {tier}
    </span>
  )
}
