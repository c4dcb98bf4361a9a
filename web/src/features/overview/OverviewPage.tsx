/* Monday morning of a sales director: what is wrong, with which customer, how much money it is; then how sales lie, and what moves. */
import { ActionIcon, Button, SimpleGrid, Stack, Tooltip } from '@mantine/core'
import IconPrinter from '@tabler/icons-react/dist/esm/icons/IconPrinter.mjs'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { mayDo, useSession } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { LinesDrawer } from '@/ui/figure/LinesDrawer'
import { RowsChips } from '@/ui/figure/RowsChips'
import { compareAnswers } from '@/ui/figure/source'
import { useConversionWords, useKeepCurrency } from '@/ui/figure/useCurrency'
import { PageHead } from '@/ui/PageHead'
import { Empty, Failed, Loading } from '@/ui/states/States'
import { useUrlSearch } from '@/ui/url'
import { Headline } from './Headline'
import { MoversCards } from './MoversCards'
import { NeedsSomebody } from './NeedsSomebody'
import { loadOverview, overviewKey, type Overview } from './overview'
import { ParetoCard } from './ParetoCard'
import { queryOfSearch } from './place'
import { QualityCard } from './QualityCard'
import { SilentTable } from './SilentTable'
import { Switches } from './Switches'
import { TiersCard } from './TiersCard'
import { YearsCard } from './YearsCard'

/* Whoever sees some of the customers only must not take their sum for that of the firm. */
const SEE_THEIR_OWN = new Set(['kam', 'member'])

function About({ overview }: { overview: Overview }) {
  const { t } = useTranslation('overview')
  const { role } = useSession()
  const format = useFormat()
  const { period, currency, basis } = overview
  const converted = useConversionWords(overview)
  const days = (from: string | null, to: string | null) => `${format.date(from)} – ${format.date(to)}`

  return (
    <>
      {period.before
        ? t('about', { days: days(period.from, period.to), before: days(period.before.from, period.before.to) })
        : days(period.from, period.to)}
      {` · ${t(`basis.${basis.name}`)}`}
      {currency && ` · ${converted ?? t('in_currency', { currency })}`}
      {SEE_THEIR_OWN.has(role) && ` · ${t('own_only')}`}
    </>
  )
}

function NoSales() {
  const { t } = useTranslation('overview')
  const mayImport = mayDo(useSession(), 'import')

  return (
    <>
      <PageHead title={t('title')} />
      <Empty
        title={t('empty.title')}
        actions={
          mayImport && (
            <>
              <Button component={Link} to="/import">
                {t('empty.import')}
              </Button>
              <Button component={Link} to="/first-steps" variant="default">
                {t('empty.first_steps')}
              </Button>
            </>
          )
        }
      >
        {t(mayImport ? 'empty.why' : 'empty.why_others')}
      </Empty>
    </>
  )
}

export function OverviewPage() {
  const { t } = useTranslation('overview')
  const [search] = useUrlSearch()
  const query = queryOfSearch(search)
  const { data, error, isPending, refetch } = useQuery({
    queryKey: overviewKey(query),
    queryFn: () => loadOverview(query),
    placeholderData: keepPreviousData,
  })
  useKeepCurrency(error)
  const askAgain = async () => compareAnswers(data, (await refetch()).data, ({ headline }) => headline.source.data_version)

  if (isPending) return <Loading />
  if (error) return <Failed error={error} reset={() => void refetch()} />
  if (data.as_of === null) return <NoSales />
  return (
    <>
      <PageHead
        title={t('title')}
        actions={
          <>
            <Switches years={data.concentration.years.map(({ year }) => year)} figures={data} />
            <Tooltip label={t('print')}>
              <ActionIcon aria-label={t('print')} onClick={() => window.print()}>
                <IconPrinter size={18} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
          </>
        }
      >
        <About overview={data} />
      </PageHead>
      <RowsChips />
      <Stack gap="md">
        <Headline overview={data} onAgain={askAgain} />
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
          <NeedsSomebody overview={data} />
          <ParetoCard overview={data} />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
          <TiersCard overview={data} />
          <YearsCard overview={data} />
        </SimpleGrid>
        <MoversCards overview={data} />
        <SilentTable overview={data} />
        <QualityCard overview={data} />
      </Stack>
      <LinesDrawer />
    </>
  )
}
