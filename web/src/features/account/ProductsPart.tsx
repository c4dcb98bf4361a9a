/* Products, each with its two years as a sparkline. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Sparkline } from '@/ui/chart/Sparkline'
import { useCurrency } from '@/ui/figure/useCurrency'
import { Failed, Loading } from '@/ui/states/States'
import { useUrlSearch } from '@/ui/url'
import { allPiecesKey, linesOf, loadAllPieces, loadTrends, trendsKey, type Figures, type Piece } from './account'
import { Part } from './Part'
import { Pieces, useChoice } from './Pieces'
import { queryOfSearch } from './place'
import { monthsBefore, trendsOf } from './sales'

const MONTHS = 24

/* Months of all products are megabytes for who buys thousands: they come when somebody looks at them. */
function useTrends(figures: Figures, wanted: boolean) {
  const { account, as_of } = figures
  const from = as_of ? monthsBefore(as_of, MONTHS) : ''
  const query = { ...linesOf(figures), from, currency: useCurrency() }
  const { data } = useQuery({
    queryKey: trendsKey(account.id, query),
    queryFn: () => loadTrends(query),
    enabled: wanted && from !== '',
  })
  return useMemo(() => (data ? trendsOf(data.items, from, MONTHS) : null), [data, from])
}

/* The figures hold the largest products; the others come when somebody asks for all, or for those in one state. */
function useProducts({ account, products }: Figures, wanted: boolean) {
  const [search] = useUrlSearch()
  const { chosen, all } = useChoice('product')
  const query = queryOfSearch(search)
  const asks = wanted && (all || chosen !== null) && products.rows > products.items.length
  const { data, error, refetch } = useQuery({
    queryKey: allPiecesKey(account.id, query),
    queryFn: () => loadAllPieces(account.id, query),
    enabled: asks,
    placeholderData: keepPreviousData,
  })
  return { products: asks ? data : products, error: asks ? error : null, refetch }
}

export function ProductsPart({ figures, wanted }: { figures: Figures; wanted: boolean }) {
  const { t } = useTranslation('account')
  const trends = useTrends(figures, wanted)
  const { products, error, refetch } = useProducts(figures, wanted)
  const trendOf = (piece: Piece) => {
    const trend = piece.product && trends?.get(piece.product.id)
    return trend ? <Sparkline values={trend} label={t('trend_of', { name: piece.product?.name, count: MONTHS })} /> : null
  }

  return (
    <Part title={t('products.title')} source={figures.products.source} formula={t('formula.pieces')}>
      {products && <Pieces pieces={products} of="product" trendOf={trendOf} />}
      {!products && !error && <Loading />}
      {!products && error && <Failed error={error} reset={() => void refetch()} />}
    </Part>
  )
}
