/* What matters of an account, as a sentence: what it needs is written by the page's language first, the catalogue puts it together. */
import type { TFunction } from 'i18next'
import type { Format, Money } from '@/i18n/format'

export interface Matter {
  code: string
  is_good: boolean
  at_stake?: Partial<Money> | null
  rate?: number
  count?: number
  usual_days?: number
  category?: string
}

function keyOf({ code, category, usual_days }: Matter): string {
  if (code === 'falling' && category) return 'falling_in'
  return code === 'silent_longer_than_usual' && (usual_days ?? 0) <= 1 ? 'silent_daily' : code
}

/** `t` of the catalogue "matters". */
export function sayMatter(matter: Matter, t: TFunction<'matters'>, format: Format): string {
  const { code, rate, count, usual_days, category } = matter
  return t(`say.${keyOf(matter)}`, {
    count: count ?? 0,
    n: format.number(count),
    usual: format.number(usual_days),
    rate: code === 'growing' || code === 'falling' ? format.change(rate) : format.percent(rate),
    category,
  })
}
