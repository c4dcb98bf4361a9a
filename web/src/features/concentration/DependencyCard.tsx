/* On whom we depend: what each of the largest brings, what of the fixed cost it pays, how likely it is lost; and, of those that are ticked,
 * what would be left without them. */
import { Button, Group, NumberInput, Paper, Stack, Text, Title } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maySee, useSession } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { SourceButton } from '@/ui/figure/SourceButton'
import { Failed, Loading } from '@/ui/states/States'
import { useUrlSearch } from '@/ui/url'
import type { Ranked } from './analysis'
import { DependencyTable } from './DependencyTable'
import { Fewest } from './Fewest'
import type { Whole } from './overview'
import { fixedCostOf, lostOf, writeLost } from './place'
import { StressTest } from './StressTest'
import { useDependency, useDependencyQuery, useSourceOf } from './useAnswers'

const SHOWN = 15
const MORE = 100

/* What the firm spends whether it sells or not: kept in the address, so that it is sent with the page and stands in no database. */
function FixedCost({ currency }: { currency: string | null }) {
  const { t } = useTranslation('concentration')
  const [search, change] = useUrlSearch()
  const [value, setValue] = useState<number | string>(fixedCostOf(search) ?? '')
  const keep = useDebouncedCallback((next: number | string) => change({ fixed: Number(next) > 0 ? String(next) : undefined }), 300)

  return (
    <NumberInput
      size="xs"
      w={250}
      label={t('fixed.label')}
      description={t('fixed.why')}
      value={value}
      onChange={(next) => {
        setValue(next)
        keep(next)
      }}
      suffix={currency ? ` ${currency}` : undefined}
      min={0}
      thousandSeparator=" "
      hideControls
    />
  )
}

export function DependencyCard({ whole, largest }: { whole: Whole; largest: readonly Ranked[] }) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const [search, change] = useUrlSearch()
  const [count, setCount] = useState(SHOWN)
  const mayProfit = maySee(useSession(), 'margin')
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
        {mayProfit && <FixedCost currency={whole.currency} />}
        <StressTest whole={whole} largest={largest} onLost={setLost} />
        <Fewest whole={whole} net={data.whole.net} onLost={setLost} />
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
