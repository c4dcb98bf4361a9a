/* Are we too dependent, on whom, is it growing, what erodes us: how sales and profit lie over the customers, and what losing some would
 * do. */
import { ActionIcon, Button, SimpleGrid, Stack, Tooltip } from '@mantine/core'
import IconPrinter from '@tabler/icons-react/dist/esm/icons/IconPrinter.mjs'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { mayDo, maySee, useSession } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { LinesDrawer } from '@/ui/figure/LinesDrawer'
import { useConversionWords, useKeepCurrency } from '@/ui/figure/useCurrency'
import { PageHead } from '@/ui/PageHead'
import { Empty, Failed, Loading } from '@/ui/states/States'
import { useUrlSearch } from '@/ui/url'
import { loadRows, loadWhole, rowsKey, wholeKey, type Rows, type Whole } from './concentration'
import { Dependency } from './Dependency'
import { Headline } from './Headline'
import { ParetoCard } from './ParetoCard'
import { questionOf } from './place'
import { SlicesCard } from './SlicesCard'
import { Switches } from './Switches'
import { TrendCard } from './TrendCard'
import { WhaleCards } from './WhaleCards'
import { YearsCard } from './YearsCard'

/* Whoever sees some of the customers only must not take them for all. */
const SEE_THEIR_OWN = new Set(['kam', 'member'])

function About({ whole }: { whole: Whole }) {
  const { t } = useTranslation('concentration')
  const { role } = useSession()
  const format = useFormat()
  const converted = useConversionWords(whole)
  const { from, to } = whole.period
  const words = [
    `${format.date(from)} – ${format.date(to)}`,
    t(`basis.${whole.basis.name}`),
    converted ?? (whole.currency && t('in_currency', { currency: whole.currency })),
    SEE_THEIR_OWN.has(role) && t('own_only'),
  ]

  return <>{words.filter(Boolean).join(' · ')}</>
}

function Parts({ whole, rows }: { whole: Whole; rows: Rows }) {
  const session = useSession()
  const [mayProfit, mayAnalyse] = [maySee(session, 'margin'), mayDo(session, 'analyse')]

  return (
    <Stack gap="md">
      <Headline whole={whole} />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <ParetoCard rows={rows} source={whole.headline.source} />
        {mayAnalyse ? <TrendCard /> : <YearsCard whole={whole} />}
      </SimpleGrid>
      <Dependency rows={rows} />
      {mayAnalyse && <SlicesCard whole={whole} />}
      {mayProfit && <WhaleCards rows={rows} source={whole.profit?.source ?? rows.source} />}
    </Stack>
  )
}

export function ConcentrationPage() {
  const { t } = useTranslation('concentration')
  const [search] = useUrlSearch()
  const question = questionOf(search)
  const kept = { placeholderData: keepPreviousData }
  const whole = useQuery({ queryKey: wholeKey(question), queryFn: () => loadWhole(question), ...kept })
  const rows = useQuery({
    queryKey: rowsKey(question),
    queryFn: () => loadRows(question),
    refetchInterval: ({ state }) => (state.data?.isPending ? 2000 : false),
    ...kept,
  })
  useKeepCurrency(whole.error)

  if (whole.error) return <Failed error={whole.error} reset={() => void whole.refetch()} />
  if (rows.error) return <Failed error={rows.error} reset={() => void rows.refetch()} />
  if (whole.isPending || rows.isPending) return <Loading />
  if (whole.data.as_of === null) return <NoSales />
  return (
    <div aria-busy={whole.isPlaceholderData || rows.isPlaceholderData}>
      <PageHead
        title={t('title')}
        actions={
          <>
            <Switches years={whole.data.concentration.years.map(({ year }) => year)} figures={whole.data} />
            <Tooltip label={t('common:actions.print')}>
              <ActionIcon aria-label={t('common:actions.print')} onClick={() => window.print()}>
                <IconPrinter size={18} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
          </>
        }
      >
        <About whole={whole.data} />
      </PageHead>
      <Parts whole={whole.data} rows={rows.data} />
      <LinesDrawer />
    </div>
  )
}

function NoSales() {
  const { t } = useTranslation('concentration')

  return (
    <>
      <PageHead title={t('title')} />
      <Empty
        title={t('empty.title')}
        actions={
          <Button component={Link} to="/first-steps" variant="default">
            {t('empty.first_steps')}
          </Button>
        }
      >
        {t('empty.why')}
      </Empty>
    </>
  )
}
