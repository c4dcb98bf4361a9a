/* One account: what matters now, its sales and what is expected, what it buys, how it buys, who is who.
 * Tabs on the screen, whole on paper. */
import { SimpleGrid, Stack, Tabs } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { getRecord, recordKeys } from '@/api/records'
import { LinesDrawer } from '@/ui/figure/LinesDrawer'
import { RowsChips } from '@/ui/figure/RowsChips'
import { compareAnswers, type AgainVerdict } from '@/ui/figure/source'
import { useKeepCurrency } from '@/ui/figure/useCurrency'
import { useLater } from '@/ui/later'
import { Failed, Loading } from '@/ui/states/States'
import { useParam, useUrlSearch, useUrlState } from '@/ui/url'
import { figuresKey, loadFigures, type Figures } from './account'
import { AccountHead } from './AccountHead'
import { AssortmentPart } from './AssortmentPart'
import { BehaviourPart } from './BehaviourPart'
import { ForecastPart } from './ForecastPart'
import { KeyFigures } from './KeyFigures'
import { Matters } from './Matters'
import { Part } from './Part'
import {
  AgreementsSection,
  ContactsSection,
  CoverageSection,
  DetailsSection,
  DocumentsSection,
  InteractionsSection,
  TasksSection,
  TeamSection,
  TimelineSection,
} from './people'
import { Pieces } from './Pieces'
import { PartOfGroup } from './PartOfGroup'
import { queryOfSearch, WITH_NAMES } from './place'
import { ProductsPart } from './ProductsPart'
import { SalesCard } from './SalesCard'
import { Standing } from './standing/Standing'
import { TierPart } from './TierPart'
import { WorthPart } from './WorthPart'
import classes from './account.module.css'

const SOON = 3000

function useFigures(id: string) {
  const [search] = useUrlSearch()
  const query = queryOfSearch(search)
  return useQuery({
    queryKey: figuresKey(id, query),
    queryFn: () => loadFigures(id, query),
    placeholderData: (before, asked) => (asked?.queryKey[1] === id ? keepPreviousData(before) : undefined),
    // What is still being worked out comes by itself.
    refetchInterval: ({ state }) => (state.data?.value.status === 'pending' ? SOON : false),
  })
}

/* Of a part of a group the months say it, which go back less far. */
const yearsOf = ({ behaviour, months }: Figures): number[] => {
  const days = behaviour ? [behaviour.first_purchase, behaviour.last_purchase] : [months.items[0]?.month, months.items.at(-1)?.month]
  const [first, last] = days.map((day) => Number(day?.slice(0, 4) ?? 0))
  return first && last ? Array.from({ length: last - first + 1 }, (_, index) => first + index) : []
}

function Summary({ figures, onAgain }: { figures: Figures; onAgain(): Promise<AgainVerdict> }) {
  const id = useParam('id')
  const isQuiet = useLater(false)

  return (
    <>
      <KeyFigures figures={figures} onAgain={onAgain} />
      {figures.matters && <Matters id={figures.account.id} matters={figures.matters} />}
      <SalesCard figures={figures} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        {figures.tier && <TierPart tier={figures.tier} />}
        {figures.behaviour && <BehaviourPart behaviour={figures.behaviour} />}
      </SimpleGrid>
      <Standing />
      {isQuiet && <AgreementsSection accountId={id} />}
    </>
  )
}

function Sales({ figures }: { figures: Figures }) {
  const { t } = useTranslation('account')

  return (
    <>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <ForecastPart figures={figures} />
        <WorthPart figures={figures} />
      </SimpleGrid>
      <Part title={t('categories.title')} source={figures.categories.source} formula={t('formula.pieces')}>
        <Pieces pieces={figures.categories} of="category" />
      </Part>
    </>
  )
}

/* On paper all of them are seen, so that all are there; those that the screen does not show come last. */
function Panel({ name, shown, children }: { name: string; shown: string; children: ReactNode }) {
  const isDue = useLater(name === shown)

  return (
    <Tabs.Panel value={name} className={classes.panel} pt="md">
      {isDue && <Stack gap="md">{children}</Stack>}
    </Tabs.Panel>
  )
}

const TABS = ['summary', 'sales', 'products', 'people', 'activity', 'details']

export function AccountPage() {
  const { t } = useTranslation('account')
  const id = useParam('id')
  const [tab, setTab] = useUrlState('tab', 'summary')
  const account = useQuery({
    queryKey: [...recordKeys.one('account', id), WITH_NAMES],
    queryFn: () => getRecord('account', id, WITH_NAMES),
  })
  const figures = useFigures(id)
  useKeepCurrency(figures.error)
  const askAgain = async () => compareAnswers(figures.data, (await figures.refetch()).data, ({ place }) => place.source.data_version)
  const shown = TABS.includes(tab) ? tab : 'summary'

  if (account.error || figures.error) return <Failed error={account.error ?? figures.error} reset={() => void account.refetch()} />
  if (!account.data || !figures.data) return <Loading />
  return (
    <>
      <AccountHead account={account.data} tier={figures.data.tier?.tier ?? null} years={yearsOf(figures.data)} figures={figures.data} />
      <RowsChips ofOne />
      {!figures.data.is_whole && <PartOfGroup members={figures.data.members} />}
      <Tabs value={shown} onChange={setTab} keepMounted>
        <Tabs.List className="kam-no-print">
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Panel name="summary" shown={shown}>
          <Summary figures={figures.data} onAgain={askAgain} />
        </Panel>
        <Panel name="sales" shown={shown}>
          <Sales figures={figures.data} />
        </Panel>
        <Panel name="products" shown={shown}>
          <ProductsPart figures={figures.data} wanted={shown === 'products'} />
          <AssortmentPart id={id} wanted={shown === 'products'} isGroup={figures.data.by === 'group'} />
        </Panel>
        <Panel name="people" shown={shown}>
          <ContactsSection accountId={id} />
          <TeamSection accountId={id} />
          <CoverageSection accountId={id} />
        </Panel>
        <Panel name="activity" shown={shown}>
          <InteractionsSection accountId={id} />
          <TasksSection accountId={id} />
          <DocumentsSection accountId={id} />
          <TimelineSection accountId={id} />
        </Panel>
        <Panel name="details" shown={shown}>
          <DetailsSection accountId={id} />
        </Panel>
      </Tabs>
      <LinesDrawer />
    </>
  )
}
