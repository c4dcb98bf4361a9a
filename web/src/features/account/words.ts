/* Codes with numbers, as sentences. What a sentence needs is written by the page's language first; the catalogue puts it together. */
import type { TFunction } from 'i18next'
import type { Format } from '@/i18n/format'
import type { Search } from '@/ui/url'
import { STATE_OF, type Reason } from './account'

/* What a sentence is made of stands on another tab of the same page. */
const LEADS: Record<string, Search> = {
  products_stopped: { tab: 'products', [STATE_OF.product]: 'stopped' },
  falling: { tab: 'sales', [STATE_OF.category]: 'falling' },
  growing: { tab: 'products', [STATE_OF.product]: 'growing' },
  loses_money: { tab: 'products' },
  probably_gone: { tab: 'sales' },
  silent_longer_than_usual: { tab: 'activity' },
  no_manager: { tab: 'details' },
  overdue: { tab: 'activity' },
}

/** What of the address changes for whoever follows a sentence; undefined: it leads nowhere. */
export const leadOf = (code: string): Search | undefined => LEADS[code]

const CHANGES = new Set(['growing', 'falling', 'steady', 'nothing_lately'])

export function sayReason(reason: Reason, t: TFunction, format: Format): string {
  const { code, rate, rank, of, from, points, days, usual_days, since, months, count } = reason
  return t(`reasons.${code}`, {
    count: count ?? days ?? points ?? months ?? 0,
    rate: CHANGES.has(code) ? format.change(rate) : format.percent(rate),
    rank: format.number(rank),
    of: format.number(of),
    from,
    usual: format.number(usual_days),
    since: format.date(since),
    months,
  })
}
