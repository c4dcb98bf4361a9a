/* What it would mean if one customer bought another: weight, concentration against thresholds, one price for both. */
import { send } from '@/api/send'
import type { Money } from '@/i18n/format'
import type { Source } from '@/ui/figure/source'
import type { Named } from './groups'

interface Weight {
  net: Money | null
  share: number | null
  rank: number | null
  profit?: { contribution: Money | null; share: number | null } | null
}

export interface Side extends Named, Weight {
  role: 'buyer' | 'target'
  companies: number
}

interface Purchase {
  quantity: number | null
  price: number | null
  net: Money | null
  /** The lines that the price is made of. */
  opens_to: string | null
}

export interface Article extends Named {
  category: string | null
  buyer: Purchase
  target: Purchase
  better: 'buyer' | 'target' | 'same'
  cost: Money
}

export interface MergerCategory {
  category: string | null
  net: Money | null
  share_of_our_sales: number | null
  buyer_net: Money | null
  target_net: Money | null
  buyer_share: number | null
  target_share: number | null
  buyer_opens_to: string | null
  target_opens_to: string | null
}

export interface Merger {
  as_of: string
  data_version: number
  year: { from: string; to: string }
  accounts: Side[]
  together: Weight
  concentration: {
    points_before: number
    points_after: number
    change_points: number
    rises_over_100: boolean
    is_over_1800: boolean
    share_over_30_percent: boolean
    is_over_thresholds: boolean
  }
  categories: MergerCategory[]
  harmonisation: {
    cost: Money
    share_of_net: number | null
    products_both: number
    articles: Article[]
    only_buyer: { products: number; net: Money }
    only_target: { products: number; net: Money }
  }
}

export const mergerKey = (buyer: string, target: string) => ['merger', buyer, target] as const

export const loadMerger = async (buyer: string, target: string) =>
  (await send<Merger>('GET', '/api/v1/analysis/merger', { query: { buyer, target } })).data

export const sourceOfMerger = ({ as_of, data_version }: Merger, buyer: string, target: string, words: string): Source => ({
  formula_code: '',
  formula: words,
  as_of,
  data_version,
  certainty: { code: '', words },
  settings: `?buyer=${buyer}&target=${target}`,
})

/** What the thresholds say, in one word of the catalogue. */
export type Verdict = 'over' | 'rises' | 'high' | 'below'

export function verdictOf({ is_over_thresholds, rises_over_100, is_over_1800 }: Merger['concentration']): Verdict {
  if (is_over_thresholds) return 'over'
  if (rises_over_100) return 'rises'
  return is_over_1800 ? 'high' : 'below'
}
