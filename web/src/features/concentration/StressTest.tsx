/* What is left of sales and profit without those that are ticked, and how likely it is that any of them goes. */
import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/api/problem'
import { useFormat } from '@/i18n/use'
import { Failed } from '@/ui/states/States'
import { useUrlSearch } from '@/ui/url'
import type { Ranked } from './analysis'
import { Bar } from './Bar'
import { numberOf, type Dependency, type State } from './dependency'
import { LossPicker } from './LossPicker'
import type { Whole } from './overview'
import { byOf, fixedCostOf, lostOf } from './place'
import { useDependency, useDependencyQuery } from './useAnswers'
import classes from './concentration.module.css'

function Bars({ before, after }: { before: State; after: State }) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const [search] = useUrlSearch()
  const [was, is] = [before.profit?.contribution, after.profit?.contribution]

  return (
    <div className={classes.bars}>
      <Bar
        label={t('columns.revenue')}
        before={numberOf(before.net) ?? 0}
        after={numberOf(after.net) ?? 0}
        text={t('stress.of', { after: format.money(after.net), before: format.money(before.net) })}
      />
      {was && is && (
        <Bar
          label={t('columns.profit')}
          before={numberOf(was) ?? 0}
          after={numberOf(is) ?? 0}
          mark={fixedCostOf(search)}
          text={t('stress.of', { after: format.money(is), before: format.money(was) })}
        />
      )}
    </div>
  )
}

/* Words for the fixed cost: how often profit pays it, and what is missing. */
function Covered({ before, after }: { before: State; after: State }) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const { profit } = after
  const result = numberOf(profit?.result)

  if (!profit || profit.cover === null || result === null) return null
  if (before === after) return <>{t('stress.cover', { times: format.number(profit.cover, 2) })}</>
  const words = { before: format.number(before.profit?.cover, 2), after: format.number(profit.cover, 2) }
  const missing = format.money(profit.result && { ...profit.result, amount: String(Math.abs(result)) })
  return <>{profit.is_covered ? t('stress.covered', words) : t('stress.uncovered', { ...words, missing })}</>
}

function Result({ data: { whole, stress } }: { data: Dependency }) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const [search] = useUrlSearch()
  const after = stress?.after ?? whole
  const points = ({ hhi }: State) => format.number(hhi === null ? null : hhi * 10_000)
  const [was, is] = [numberOf(whole.profit?.contribution), numberOf(after.profit?.contribution)]
  const changesHhi = stress !== null && after.hhi !== null
  const knowsProfit = was !== null && was > 0 && is !== null

  return (
    <div data-left={after.net.amount} data-left-margin={after.profit?.contribution.amount}>
      <Bars before={whole} after={after} />
      <Text component="p" size="sm" m={0} mt="xs" aria-live="polite">
        {stress === null
          ? t('stress.none')
          : t(`stress.left_${byOf(search)}`, {
              count: stress.lost.length,
              net: format.percent(1 - (stress.share_lost ?? 0)),
              margin: knowsProfit ? format.percent(is / was) : null,
              context: knowsProfit ? undefined : 'net',
            })}{' '}
        {changesHhi && t('stress.hhi', { before: points(whole), after: points(after) })} <Covered before={whole} after={after} />{' '}
        {typeof stress?.probability_any === 'number' &&
          stress.lost.length > 1 &&
          t('stress.any', { chance: format.percent(stress.probability_any), loss: format.money(stress.expected_loss) })}
      </Text>
    </div>
  )
}

interface StressProps {
  whole: Whole
  largest: readonly Ranked[]
  onLost(ids: readonly string[]): void
}

export function StressTest({ whole, largest, onLost }: StressProps) {
  const { t } = useTranslation('concentration')
  const [search] = useUrlSearch()
  const lost = lostOf(search)
  const asked = { ...useDependencyQuery(whole), n: 1, ...(lost.length > 0 && { lose: lost.join(',') }) }
  const { data, error, refetch, isPlaceholderData } = useDependency(asked)
  // Somebody who is not in this part, or was merged, or whom the reader does not see: nothing is to be said of the set.
  const isUnknown = isProblem(error, 422)

  return (
    <Stack gap="xs" component="section" aria-label={t('stress.title')} className="kam-keep-together" aria-busy={isPlaceholderData}>
      <Group justify="space-between" align="flex-end">
        <LossPicker largest={largest} lost={lost} named={data?.stress?.lost ?? []} onLost={onLost} />
        {lost.length > 0 && (
          <Button size="xs" variant="default" className="kam-no-print" onClick={() => onLost([])}>
            {t('stress.clear')}
          </Button>
        )}
      </Group>
      {isUnknown && <Text size="sm">{t('stress.unknown')}</Text>}
      {error && !isUnknown && <Failed error={error} reset={() => void refetch()} />}
      {data && !error && <Result data={data} />}
    </Stack>
  )
}
