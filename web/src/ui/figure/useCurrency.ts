/* The currency of figures on a page: read, chosen, kept. */
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/api/problem'
import { useUrlSearch } from '@/ui/url'
import { currencyOf, remember, type InCurrency } from './currency'

export function useCurrency(): string | undefined {
  const [search] = useUrlSearch()
  return currencyOf(search)
}

/** What chooses one; undefined is the firm's own. */
export function useChooseCurrency(): (currency: string | undefined) => void {
  const [, change] = useUrlSearch()
  return (currency) => {
    remember(currency)
    change({ currency })
  }
}

/** A page of figures writes into its address what it shows, and remembers it. What the API refuses is forgotten: the rates of that currency
 * have gone, and the firm's own is always there. */
export function useKeepCurrency(error: unknown) {
  const [search, change] = useUrlSearch()
  const currency = currencyOf(search)
  const written = [search.currency].flat()[0]
  const isRefused = isProblem(error, 400) && error.faultOf('/currency') !== undefined

  useEffect(() => {
    remember(isRefused ? undefined : currency)
    if (isRefused || written !== currency) change({ currency: isRefused ? undefined : currency })
  }, [change, currency, isRefused, written])
}

/** "amounts in EUR, converted from RSD ..."; null in the firm's own currency. */
export function useConversionWords(figures: InCurrency | undefined): string | null {
  const { t } = useTranslation('figure')
  const own = figures?.currencies[0]
  const currency = figures?.currency
  return own && currency && currency !== own ? t('in_currency', { currency, own }) : null
}
