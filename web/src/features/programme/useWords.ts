/* The words of the programme in the language of the page; names in Serbian are in its script. */
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { say } from '@/i18n'
import type { Entitlement, Rule, Tier } from './programme'
import { sayFigure, sayRule } from './words'

export function useWords(currency: string | null) {
  const { t } = useTranslation('programme')
  const format = useFormat()

  return {
    tier: (tier: Tier | undefined) => (tier ? `${tier.code} · ${say({ en: tier.name_en, sr: tier.name_sr })}` : t('no_tier')),
    promise: (promise: Pick<Entitlement, 'promise_en' | 'promise_sr'>) => say({ en: promise.promise_en, sr: promise.promise_sr }),
    rule: (rule: Pick<Rule, 'measure' | 'comparison' | 'value'>) => sayRule(rule, currency, t, format),
    figure: (measure: Rule['measure'], value: number | null) => sayFigure(measure, value, currency, format),
  }
}
