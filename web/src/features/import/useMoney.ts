/* Money as it is written here: to the cent, and without a currency where the file names none. */
import { useFormat } from '@/i18n/use'
import type { Money } from './types'

export function useMoney() {
  const format = useFormat()

  return (money: Money | null): string =>
    money?.currency ? format.money({ amount: money.amount, currency: money.currency }, 2) : format.number(money?.amount, 2)
}
