/* How few would be too many: whose loss takes a part of the sales, and whose loss leaves the fixed cost unpaid. */
import { Anchor, NumberInput, Stack, Text } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Money } from '@/i18n/format'
import { useFormat } from '@/i18n/use'
import { useUrlSearch } from '@/ui/url'
import { nameOf } from './analysis'
import { numberOf, type Loss, type State } from './dependency'
import type { Whole } from './overview'
import { byOf, fixedCostOf, tooMuchOf, writeTooMuch } from './place'
import { useDependency, useDependencyQuery } from './useAnswers'

const NAMED_AT_MOST = 8

interface Ticking {
  onLost(ids: readonly string[]): void
}

function Names({ set, sentence, name, onLost }: { set: Loss; sentence: 'least' | 'fewest'; name: string } & Ticking) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const [search] = useUrlSearch()
  const names = set.lost.slice(0, NAMED_AT_MOST).map(nameOf)
  const rest = set.lost.length - names.length
  const words = { count: set.lost.length, names: names.join(', '), share: format.percent(set.share_lost), net: format.money(set.net_lost) }

  return (
    <Text size="sm" component="p" m={0} {...{ [`data-${name}`]: set.lost.map(({ id }) => id).join(',') }}>
      {t(`stress.${sentence}_${byOf(search)}`, words)}
      {rest > 0 ? ` ${t('stress.least_more', { count: rest })}` : '.'}{' '}
      <Anchor component="button" type="button" size="sm" mih={24} className="kam-no-print" onClick={() => onLost(set.lost.map(({ id }) => id))}>
        {t('stress.tick_them')}
      </Anchor>
    </Text>
  )
}

function TooMuch() {
  const { t } = useTranslation('concentration')
  const [search, change] = useUrlSearch()
  const [value, setValue] = useState<number | string>(tooMuchOf(search))
  const keep = useDebouncedCallback((next: number | string) => change({ too_much: writeTooMuch(Number(next)) }), 300)

  return (
    <NumberInput
      size="xs"
      w={250}
      className="kam-no-print"
      label={t('too_much.label')}
      description={t('too_much.why')}
      value={value}
      onChange={(next) => {
        setValue(next)
        keep(next)
      }}
      min={1}
      max={100}
      suffix=" %"
      hideControls
    />
  )
}

/* What the fixed cost says: whose loss it would not bear, or why that cannot be said. */
function Uncovered({ set, whole, onLost }: { set: Loss | null | undefined; whole: State } & Ticking) {
  const { t } = useTranslation('concentration')

  if (set) return <Names set={set} sentence="least" name="least" onLost={onLost} />
  return whole.profit ? <Text size="sm">{t('stress.not_covered_now')}</Text> : null
}

export function Fewest({ whole, net, onLost }: { whole: Whole; net: Money } & Ticking) {
  const [search] = useUrlSearch()
  const all = numberOf(net) ?? 0
  const loss = ((all * tooMuchOf(search)) / 100).toFixed(2)
  const { data } = useDependency({ ...useDependencyQuery(whole), n: 1, ...(all > 0 && { loss }) })

  return (
    <Stack gap={6}>
      <TooMuch />
      {data?.least_for_loss && <Names set={data.least_for_loss} sentence="fewest" name="fewest" onLost={onLost} />}
      {data && fixedCostOf(search) !== null && <Uncovered set={data.least_set} whole={data.whole} onLost={onLost} />}
    </Stack>
  )
}
