/* How a group buys each category, by its invoices and by what people said; and who needs whom more. */
import { listRecords, recordKeys, type KamRecord } from '@/api/records'
import { send } from '@/api/send'
import type { Money } from '@/i18n/format'
import { dayOfNumber, numberOfDay } from './days'
import type { Source } from '@/ui/figure/source'
import type { Named } from './groups'

export type Mode = 'central' | 'regional' | 'local'

export interface PurchasingCategory {
  category: string
  buyers: number
  /** null where the invoices do not say. */
  mode: Mode | null
  mode_reason: string
  centre: Named | null
  moved: boolean
  /** Not sure enough to be found, but worth a question: about one in three has really moved. */
  suspected: boolean
  /** Of both. */
  moved_to: Named | null
  confidence: number | null
  since: string | null
  since_from: string | null
  since_to: string | null
  centre_share_before: number | null
  centre_share_after: number | null
  companies: (Named & { documents_before: number; all_documents_before: number; documents_after: number; all_documents_after: number })[]
  net: Money | null
  share_of_our_sales: number | null
  profit?: Money | null
  share_of_our_profit?: number | null
  their_purchases: Money | null
  our_share_of_their_purchases: number | null
  customers_of_category: number
  said: { id: string; mode: Mode; since: string | null; source: 'data' | 'judgement' } | null
  proposal: Record<string, unknown> | null
}

interface Answer {
  /** null where it is no group of several companies with invoices. */
  item: { categories: PurchasingCategory[] } | null
  source: Source
}

export interface Purchasing {
  source: Source
  as_of: string
  categories: PurchasingCategory[]
  /** What people said, by category. */
  said: Map<string, KamRecord>
}

/* Whoever keeps a way of buying makes this old: it stands below the key of its records. */
export const purchasingKey = (id: string) => [...recordKeys.type('purchasing'), 'group', id] as const

export async function loadPurchasing(id: string): Promise<Purchasing> {
  const [{ data }, { items }] = await Promise.all([
    send<Answer>('GET', `/api/v1/accounts/${id}/analysis/purchasing`),
    listRecords('purchasing', { account_id: `eq.${id}`, limit: 500 }),
  ])
  return {
    source: data.source,
    as_of: data.source.as_of ?? '',
    categories: data.item?.categories ?? [],
    said: new Map(items.map((record) => [String(record.category), record])),
  }
}

const YEAR_DAYS = 365

/** The lines of the last year that a category of a group is made of. */
export function linesOf({ as_of }: Pick<Purchasing, 'as_of'>, group: string, category: string): string {
  const from = dayOfNumber(numberOfDay(as_of) - YEAR_DAYS + 1)
  return `/api/v1/sales/lines?${new URLSearchParams({ group, category, basis: 'products', from, until: as_of }).toString()}`
}

export type Power = 'ours' | 'theirs' | 'even' | 'unknown'

/** Who needs whom more in a category: our share of what they buy against their share of what we sell. */
export function powerOf({ share_of_our_sales: theirs, our_share_of_their_purchases: ours }: PurchasingCategory): Power {
  if (theirs === null || ours === null) return 'unknown'
  if (Math.abs(ours - theirs) < 0.05) return 'even'
  return ours > theirs ? 'ours' : 'theirs'
}

/** Whether the invoices tell of a moment, surely or perhaps. */
export const hasMoment = ({ moved, suspected }: PurchasingCategory): boolean => moved || suspected

const urgency = ({ moved, suspected }: PurchasingCategory): number => (moved ? 0 : suspected ? 1 : 2)

/** What moved first, then what perhaps did, then the rest; each in the order in which it came. */
export const byMoment = (categories: readonly PurchasingCategory[]): PurchasingCategory[] =>
  [...categories].sort((one, other) => urgency(one) - urgency(other))
