/* How the forecast was made, and how it would have done on the past. */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import type { Figures } from './account'
import { Facts } from './Facts'
import { Part } from './Part'

export function ForecastPart({ figures: { forecast } }: { figures: Figures }) {
  const { t } = useTranslation('account')
  const format = useFormat()
  const { total, back_test: test, method = '' } = forecast
  // Members of the family of exponential smoothing are called by their letters everywhere: ETS(M,Ad,M).
  const sayMethod = /^ETS/.test(method) ? method : t(`methods.${method.replaceAll(/[ -]/g, '_')}`, { defaultValue: method })

  return (
    <Part title={t('forecast.title')} source={forecast.source} formula={t('formula.forecast')}>
      {!total ? (
        <Text size="sm" c="dimmed">
          {t(`sales.${forecast.status}`)}
        </Text>
      ) : (
        <Facts
          rows={[
            [t('forecast.total', { count: total.months }), format.money(total.point)],
            [t('forecast.bounds', { rate: format.percent(0.8, 0) }), `${format.money(total.lower_80)} – ${format.money(total.upper_80)}`],
            [t('forecast.bounds', { rate: format.percent(0.95, 0) }), `${format.money(total.lower_95)} – ${format.money(total.upper_95)}`],
            [t('forecast.method'), sayMethod],
            test ? [t('forecast.coverage'), format.percent(test.coverage_95, 0)] : null,
            test ? [t('forecast.mase'), format.number(test.mase, 2)] : null,
          ]}
        />
      )}
    </Part>
  )
}
