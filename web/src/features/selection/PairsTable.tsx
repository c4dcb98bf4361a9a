/* Criteria compared two by two: how much more important one is than the other; how well the answers agree with each other, and which of
 * them agrees least. */
import { NativeSelect, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { Failed } from '@/ui/states/States'
import classes from './selection.module.css'
import { pointsOfAnswer, weightsOfPairs, type WeightsAnswer } from './weighing'
import { LEVELS, levelOf, orderOf, pairsFromPoints, valueOfLevel, type Pair } from './weights'
import { type WeightsProps } from './WeightsPanel'
import { nameOf } from './words'

export interface PairsProps extends WeightsProps {
  pairs: Pair[] | null
  onPairs(pairs: Pair[]): void
}

/* Nine levels either way and the same between them. */
const OPTIONS = [...LEVELS.map(String), ...[...LEVELS].reverse().flatMap((level) => (level > 1 ? [String(-level)] : []))]

function Consistency({ answer, name }: { answer: WeightsAnswer; name(code: string): string }) {
  const { t } = useTranslation('selection')
  const format = useFormat()
  const { consistency_ratio, is_consistent, worst } = answer

  if (consistency_ratio === null || consistency_ratio === undefined) return null
  return (
    <Text size="sm" role="status" c={is_consistent === false ? 'var(--kam-warn)' : undefined}>
      {t(is_consistent === false ? 'pairs.inconsistent' : 'pairs.consistent', { ratio: format.number(consistency_ratio, 2) })}{' '}
      {is_consistent === false &&
        worst &&
        t('pairs.worst', {
          first: name(worst.criterion),
          other: name(worst.other),
          said: format.number(worst.said, worst.said < 1 ? 2 : 0),
          consistent: format.number(worst.consistent, 1),
        })}
    </Text>
  )
}

const isPair = (pair: Pair, worst: WeightsAnswer['worst']) =>
  !!worst &&
  ((pair.criterion === worst.criterion && pair.other === worst.other) ||
    (pair.criterion === worst.other && pair.other === worst.criterion))

export function PairsTable({ answer, weighing, pairs, onPairs }: PairsProps) {
  const { t } = useTranslation('selection')
  const name = (code: string) => {
    const criterion = answer.criteria.find((one) => one.code === code)
    return criterion ? nameOf(criterion) : code
  }
  const counted = weighing.codes.filter((code) => orderOf(weighing.points, weighing.codes).includes(code))
  const shown = pairs ?? pairsFromPoints(weighing.points, counted)
  const asked = useQuery({
    queryKey: ['analysis', 'selection', 'weights', pairs],
    queryFn: () => weightsOfPairs(pairs ?? []),
    enabled: pairs !== null && pairs.length > 0,
    staleTime: Infinity,
    placeholderData: (before) => before,
  })
  const { settle } = weighing
  const found = asked.isPlaceholderData ? undefined : asked.data

  useEffect(() => {
    if (found) settle(pointsOfAnswer(found))
    // eslint-disable-next-line react-hooks/exhaustive-deps -- an answer is taken over once, when it comes
  }, [found])

  const say = (level: string, pair: Pair) => {
    const number = Number(level)
    if (number === 1) return t('pairs.same')
    return t(`pairs.level_${Math.abs(number)}`, { name: name(number > 0 ? pair.criterion : pair.other), times: Math.abs(number) })
  }
  return (
    <Stack gap={4}>
      <Text size="xs" c="dimmed">
        {t('pairs.hint')}
      </Text>
      {asked.error && <Failed error={asked.error} reset={() => void asked.refetch()} />}
      {asked.data && <Consistency answer={asked.data} name={name} />}
      {shown.map((pair, at) => (
        <div key={`${pair.criterion} ${pair.other}`} className={classes.pair} data-worst={isPair(pair, asked.data?.worst) || undefined}>
          <NativeSelect
            size="xs"
            label={t('pairs.label', { first: name(pair.criterion), other: name(pair.other) })}
            data={OPTIONS.map((level) => ({ value: level, label: say(level, pair) }))}
            value={levelOf(pair.value)}
            onChange={(event) => {
              const value = valueOfLevel(event.currentTarget.value)
              onPairs(shown.map((one, i) => (i === at ? { ...one, value } : one)))
            }}
          />
        </div>
      ))}
    </Stack>
  )
}
