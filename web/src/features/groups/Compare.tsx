/* Two companies side by side: the same measures, what each buys of every category, when, and at which prices. */
import { Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { EmptyPart, Failed, Loading } from '@/ui/states/States'
import { comparisonKey, loadComparison, sourceOfComparison, type Comparison } from './compare'
import { Categories, Measures } from './CompareParts'
import { Months, Prices } from './CompareTimes'
import { Pickers, usePair } from './Pickers'

function Both({ comparison, a, b }: { comparison: Comparison; a: string; b: string }) {
  const { t } = useTranslation('groups')
  const part = { comparison, source: sourceOfComparison(comparison, a, b, t('formula.compare_sure')) }

  return (
    <Stack gap="md">
      <Measures {...part} />
      <Categories {...part} />
      <Prices {...part} />
      <Months {...part} />
    </Stack>
  )
}

export function Compare() {
  const { t } = useTranslation('groups')
  const [a, b] = usePair()
  const isChosen = a !== '' && b !== ''
  const { data, error, isLoading, refetch } = useQuery({
    queryKey: comparisonKey(a, b),
    queryFn: () => loadComparison(a, b),
    enabled: isChosen,
  })

  return (
    <>
      <Pickers first={t('compare.first')} second={t('compare.second')} />
      {!isChosen && <EmptyPart title={t('compare.choose')}>{t('compare.choose_why')}</EmptyPart>}
      {isLoading && <Loading />}
      {error && <Failed error={error} reset={() => void refetch()} />}
      {data && <Both comparison={data} a={a} b={b} />}
    </>
  )
}
