/* On whom we depend: what each of the largest brings, what of the fixed cost it pays, how likely it is lost; and, of those that are ticked,
 * what would be left without them. */
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { SourceButton } from '@/ui/figure/SourceButton'
import { Failed, Loading } from '@/ui/states/States'
import { useUrlSearch } from '@/ui/url'
import type { Ranked } from './analysis'
import { DependencyTable } from './DependencyTable'
import { Fewest } from './Fewest'
import type { Whole } from './overview'
import { lostOf, writeLost } from './place'
import { StressTest } from './StressTest'
import { Supposals } from './Supposals'
import { useDependency, useDependencyQuery, useSourceOf } from './useAnswers'

const SHOWN = 15
const MORE = 100

export function DependencyCard({ whole, largest }: { whole: Whole; largest: readonly Ranked[] }) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const [search, change] = useUrlSearch()
  const [count, setCount] = useState(SHOWN)
  const asked = { ...useDependencyQuery(whole), n: count }
  const sourceOf = useSourceOf(whole)
  const { data, error, refetch, isPlaceholderData } = useDependency(asked)
  const lost = lostOf(search)
  const setLost = (ids: readonly string[]) => change({ lost: writeLost(ids) })

  if (error) return <Failed error={error} reset={() => void refetch()} />
  if (!data) return <Loading />
  const { from, to, months } = data.year
  return (
    <Paper component="section" withBorder p="sm" aria-label={t('dependency.title')} aria-busy={isPlaceholderData}>
      <SourceButton title={t('dependency.title')} source={sourceOf(data, asked, 'dependency')} formula={t('formula.dependency')}>
        <Title order={2}>{t('dependency.title')}</Title>
        <Text size="sm" c="dimmed">
          {t('dependency.about', { count: months, from: format.date(from), to: format.date(to) })}{' '}
          {data.probability_reason && t('dependency.no_chances')}
        </Text>
      </SourceButton>
      <Stack gap="md">
        <Supposals currency={whole.currency} />
        <StressTest whole={whole} largest={largest} onLost={setLost} />
        <Fewest whole={whole} data={data} onLost={setLost} />
        <DependencyTable data={data} lost={lost} onLost={setLost} />
      </Stack>
      {data.holders > count && count < MORE && (
        <Group justify="center" mt="sm" className="kam-no-print">
          <Button variant="default" size="xs" onClick={() => setCount(MORE)}>
            {t('dependency.more', { count: Math.min(MORE, data.holders) })}
          </Button>
        </Group>
      )}
    </Paper>
  )
}
