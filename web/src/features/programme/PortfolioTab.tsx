/* Who is in the programme: as a board or as a table. */
import { Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Empty, Failed, Loading } from '@/ui/states/States'
import { useUrlSearch, useUrlState } from '@/ui/url'
import { DecideDrawer, type Decided } from './DecideDrawer'
import { queryOfSearch } from './place'
import { PortfolioTable } from './PortfolioTable'
import { useMayDecide, usePortfolio, type Standing } from './programme'
import { TierBoard } from './TierBoard'

export function PortfolioTab() {
  const { t } = useTranslation('programme')
  const [search] = useUrlSearch()
  const [view, setView] = useUrlState('view', 'board')
  const [decided, setDecided] = useState<Decided | null>(null)
  const mayDecide = useMayDecide()
  const { data, error, isPending, refetch } = usePortfolio(queryOfSearch(search))
  const move = (account: Standing, tierId: string | null) => setDecided({ account, tierId })

  if (isPending) return <Loading />
  if (error) return <Failed error={error} reset={() => void refetch()} />
  if (data.accounts.length === 0) return <Empty title={t('portfolio.none')}>{t('portfolio.none_why')}</Empty>
  return (
    <Stack gap="sm">
      <Group justify="space-between" className="kam-no-print">
        <Text size="sm" c="dimmed">
          {mayDecide ? t('portfolio.hint') : ''}
        </Text>
        <SegmentedControl
          aria-label={t('portfolio.view')}
          value={view}
          onChange={setView}
          data={['board', 'table'].map((value) => ({ value, label: t(`portfolio.views.${value}`) }))}
        />
      </Group>
      {view === 'table' ? <PortfolioTable portfolio={data} onMove={move} /> : <TierBoard portfolio={data} onMove={move} />}
      {decided && <DecideDrawer decided={decided} onClose={() => setDecided(null)} />}
    </Stack>
  )
}
