/* Are we too dependent, on whom, is it growing, what erodes us: how sales and profit lie over the customers, and what losing some would
 * do. */
import { ActionIcon, Button, Tooltip } from '@mantine/core'
import IconPrinter from '@tabler/icons-react/dist/esm/icons/IconPrinter.mjs'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { mayDo, useSession } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { LinesDrawer } from '@/ui/figure/LinesDrawer'
import { RowsChips } from '@/ui/figure/RowsChips'
import { useConversionWords, useKeepCurrency } from '@/ui/figure/useCurrency'
import { PageHead } from '@/ui/PageHead'
import { Empty, Failed, Loading } from '@/ui/states/States'
import { useUrlSearch } from '@/ui/url'
import { AllParts } from './AllParts'
import { FewParts } from './FewParts'
import { loadWhole, wholeKey, type Whole } from './overview'
import { PartChips } from './PartChips'
import { questionOf } from './place'
import { Switches } from './Switches'

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

export function ConcentrationPage() {
  const { t } = useTranslation('concentration')
  const [search] = useUrlSearch()
  const mayAnalyse = mayDo(useSession(), 'analyse')
  const question = questionOf(search)
  const { data, error, refetch, isPlaceholderData } = useQuery({
    queryKey: wholeKey(question),
    queryFn: () => loadWhole(question),
    placeholderData: keepPreviousData,
  })
  useKeepCurrency(error)

  if (error) return <Failed error={error} reset={() => void refetch()} />
  if (!data) return <Loading />
  if (data.as_of === null) return <NoSales />
  return (
    <div aria-busy={isPlaceholderData}>
      <PageHead
        title={t('title')}
        actions={
          <>
            <Switches years={data.concentration.years.map(({ year }) => year)} figures={data} />
            <Tooltip label={t('common:actions.print')}>
              <ActionIcon aria-label={t('common:actions.print')} onClick={() => window.print()}>
                <IconPrinter size={18} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
          </>
        }
      >
        <About whole={data} />
      </PageHead>
      <RowsChips />
      {mayAnalyse && <PartChips />}
      {mayAnalyse ? <AllParts whole={data} /> : <FewParts whole={data} />}
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
