/* The parts of the page for who may ask analyses: all of them are of one answer, of the part and the days that the address says. */
import { SimpleGrid, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/api/problem'
import { maySee, useSession } from '@/api/session'
import { Empty, Failed, Loading } from '@/ui/states/States'
import { DependencyCard } from './DependencyCard'
import { Headline } from './Headline'
import { Notice } from './Notice'
import type { Whole } from './overview'
import { ParetoCard } from './ParetoCard'
import { SlicesCard } from './SlicesCard'
import { spreadOfIndices } from './spread'
import { TrendCard } from './TrendCard'
import { useAnalysis, usePeriodQuery, useSourceOf } from './useAnswers'
import { useMeasure } from './useMeasure'
import { WhaleCards } from './WhaleCards'

export function AllParts({ whole }: { whole: Whole }) {
  const { t } = useTranslation('concentration')
  const mayProfit = maySee(useSession(), 'margin')
  const of = useMeasure()
  const query = usePeriodQuery(whole)
  const { data, error, refetch, isPlaceholderData } = useAnalysis(query)
  const sourceOf = useSourceOf(whole)

  // No line is left in this part on these days, which is no fault.
  if (isProblem(error, 422)) return <Empty title={t('nothing_here.title')}>{t('nothing_here.why')}</Empty>
  if (error) return <Failed error={error} reset={() => void refetch()} />
  if (!data) return <Loading />
  const source = sourceOf(data, query, 'counted')
  const indices = of === 'profit' ? (data.profit?.gains ?? null) : data.concentration
  return (
    <Stack gap="md" aria-busy={isPlaceholderData}>
      <Headline spread={spreadOfIndices(indices)} profit={data.profit} source={source} />
      {!mayProfit && <Notice>{t('no_profit')}</Notice>}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <ParetoCard analysis={data} source={source} />
        <TrendCard whole={whole} />
      </SimpleGrid>
      <DependencyCard whole={whole} largest={data.list} />
      <SlicesCard analysis={data} source={source} />
      {data.profit && <WhaleCards profit={data.profit} source={source} />}
    </Stack>
  )
}
