/* One group at a day: what it brings, who belongs to it and how, who came and left, and who does what in it. */
import { Anchor, Group, Stack, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { mayDo, useSession } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { CurrencySelect } from '@/ui/figure/CurrencySelect'
import { Figure, Figures } from '@/ui/figure/Figure'
import { LinesDrawer } from '@/ui/figure/LinesDrawer'
import { PeriodSelect } from '@/ui/figure/PeriodSelect'
import { useKeepCurrency } from '@/ui/figure/useCurrency'
import { PageHead } from '@/ui/PageHead'
import { Failed, Loading } from '@/ui/states/States'
import { useParam, useUrlSearch } from '@/ui/url'
import { DayPicker } from './DayPicker'
import { Events } from './Events'
import { groupKeys, loadGroup, loadSuggestions, titleOf, type OneGroup } from './groups'
import { Memberships } from './Memberships'
import { groupQuery } from './place'
import { PurchasingPart } from './PurchasingPart'
import { Roles } from './Roles'
import { UnitTree } from './UnitTree'
import { sayWhen } from './When'

function Key({ group }: { group: OneGroup }) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const { net, change_rate, share, members, is_whole, source, opens_to, groups } = group

  return (
    <Figures>
      <Figure
        label={t('columns.net')}
        value={format.money(net)}
        change={change_rate === null ? null : { rate: change_rate, against: t('one.against') }}
        source={source}
        formula={t(groups === 'then' ? 'formula.group_then' : 'formula.group')}
        opens_to={opens_to}
      />
      <Figure label={t('one.share')} value={format.percent(share)} source={source} formula={t('formula.share')} opens_to={opens_to} />
      <Figure
        label={t(groups === 'then' ? 'columns.members_ever' : 'columns.members')}
        value={format.number(members)}
        note={is_whole ? undefined : t('one.not_whole')}
      />
    </Figures>
  )
}

/* What is suggested about the group, when something is. */
function Suggested({ id }: { id: string }) {
  const { t } = useTranslation('groups')
  const { data } = useQuery({ queryKey: groupKeys.suggestions(id), queryFn: () => loadSuggestions(id) })

  if (!data?.total) return null
  return (
    <Anchor component={Link} to="/groups" search={{ tab: 'suggestions', group: id } as never} size="sm" className="kam-no-print">
      {t('one.suggested', { count: data.total })}
    </Anchor>
  )
}

export function GroupPage() {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const id = useParam('id')
  const mayAnalyse = mayDo(useSession(), 'analyse')
  const [search] = useUrlSearch()
  const query = groupQuery(search)
  const { data, error, isPending, refetch } = useQuery({
    queryKey: groupKeys.one(id, query),
    queryFn: () => loadGroup(id, query),
    placeholderData: keepPreviousData,
  })
  useKeepCurrency(error)

  if (isPending) return <Loading />
  if (error) return <Failed error={error} reset={() => void refetch()} />
  return (
    <>
      <PageHead
        title={titleOf(data.group)}
        actions={
          <>
            <PeriodSelect years={[]} />
            <CurrencySelect figures={data} />
          </>
        }
      >
        <Group gap={6}>
          <Anchor component={Link} to="/groups" size="sm">
            {t('title')}
          </Anchor>
          <Suggested id={data.group.id} />
          <Text span size="sm">
            {format.date(data.period.from)} – {format.date(data.period.to)} ·{' '}
            {sayWhen(data.groups, t, format)}
          </Text>
        </Group>
      </PageHead>
      <Stack gap="md">
        <Key group={data} />
        <DayPicker group={data} />
        <UnitTree group={data} />
        <Memberships group={data} />
        <Events group={data} />
        <Roles group={data} />
        {mayAnalyse && data.members > 1 && <PurchasingPart group={data} />}
      </Stack>
      <LinesDrawer />
    </>
  )
}
