/* How few would be too many: whose loss takes a part of the sales, and whose loss leaves the fixed cost unpaid. */
import { Anchor, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { useUrlSearch } from '@/ui/url'
import { nameOf } from './analysis'
import { numberOf, type Dependency, type Loss, type State } from './dependency'
import type { Whole } from './overview'
import { byOf, fixedCostOf, tooMuchOf } from './place'
import { useDependency, useDependencyQuery } from './useAnswers'

const NAMED_AT_MOST = 8

interface Ticking {
  onLost(ids: readonly string[]): void
}

function Names({ set, sentence, name, onLost }: { set: Loss; sentence: 'least' | 'fewest'; name: string } & Ticking) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const [search] = useUrlSearch()
  const ids = set.lost.map(({ id }) => id)
  const names = set.lost.slice(0, NAMED_AT_MOST).map(nameOf)
  const rest = set.lost.length - names.length
  const lost = { share: format.percent(set.share_lost), net: format.money(set.net_lost) }
  const words = { count: ids.length, names: names.join(', '), ...lost }

  return (
    <Text size="sm" component="p" m={0} {...{ [`data-${name}`]: ids.join(',') }}>
      {t(`stress.${sentence}_${byOf(search)}`, words)}
      {rest > 0 ? ` ${t('stress.least_more', { count: rest })}` : '.'}{' '}
      <Anchor component="button" type="button" size="sm" mih={24} className="kam-no-print" onClick={() => onLost(ids)}>
        {t('stress.tick_them')}
      </Anchor>
    </Text>
  )
}

/* What is to be expected when each is lost by chance, and whether the fixed cost would still be paid. */
function Expected({ data: { expected } }: { data: Dependency }) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const chance = expected.profit?.probability_not_covered

  if (!expected.net_lost) return null
  return (
    <Text size="sm" component="p" m={0} data-expected={expected.net_lost.amount}>
      {t('expected.net', { net: format.money(expected.net_lost), share: format.percent(expected.share_lost) })}{' '}
      {typeof chance === 'number' && t('expected.not_covered', { chance: format.percent(chance) })}
    </Text>
  )
}

/* What the fixed cost says: whose loss it would not bear, or why that cannot be said. */
function Uncovered({ set, whole, onLost }: { set: Loss | null | undefined; whole: State } & Ticking) {
  const { t } = useTranslation('concentration')

  if (set) return <Names set={set} sentence="least" name="least" onLost={onLost} />
  return whole.profit ? <Text size="sm">{t('stress.not_covered_now')}</Text> : null
}

export function Fewest({ whole, data, onLost }: { whole: Whole; data: Dependency } & Ticking) {
  const [search] = useUrlSearch()
  const all = numberOf(data.whole.net) ?? 0
  const loss = ((all * tooMuchOf(search)) / 100).toFixed(2)
  const fewest = useDependency({ ...useDependencyQuery(whole), n: 1, ...(all > 0 && { loss }) }).data?.least_for_loss

  return (
    <Stack gap={6}>
      <Expected data={data} />
      {fewest && <Names set={fewest} sentence="fewest" name="fewest" onLost={onLost} />}
      {fixedCostOf(search) !== null && <Uncovered set={data.least_set} whole={data.whole} onLost={onLost} />}
    </Stack>
  )
}
