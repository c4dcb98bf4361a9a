/* Products, each with its two years as a sparkline. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Sparkline } from '@/ui/chart/Sparkline'
import { loadTrends, trendsKey, type Figures, type Piece } from './account'
import { Part } from './Part'
import { Pieces } from './Pieces'
import { monthsBefore, trendsOf } from './sales'

const MONTHS = 24

/* Months of all products are megabytes for who buys thousands: they come when somebody looks at them. */
function useTrends({ account, as_of }: Figures, wanted: boolean) {
  const from = as_of ? monthsBefore(as_of, MONTHS) : ''
  const { data } = useQuery({
    queryKey: trendsKey(account.id, from),
    queryFn: () => loadTrends(account.id, from),
    enabled: wanted && from !== '',
  })
  return useMemo(() => (data ? trendsOf(data.items, from, MONTHS) : null), [data, from])
}

export function ProductsPart({ figures, wanted }: { figures: Figures; wanted: boolean }) {
  const { t } = useTranslation('account')
  const trends = useTrends(figures, wanted)
  const trendOf = (piece: Piece) => {
    const trend = piece.product && trends?.get(piece.product.id)
    return trend ? <Sparkline values={trend} label={t('trend_of', { name: piece.product?.name, count: MONTHS })} /> : null
  }

  return (
    <Part title={t('products.title')} source={figures.products.source} formula={t('formula.pieces')}>
      <Pieces pieces={figures.products} of="product" trendOf={trendOf} />
    </Part>
  )
}
