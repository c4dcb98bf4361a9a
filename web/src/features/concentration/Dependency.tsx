/* On whom we depend: what each of the largest brings, what of the fixed cost it pays, how likely it is lost; and, of those that are ticked,
 * what would be left without them. */
import { Button, Group, NumberInput, Paper, Text, Title } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maySee, useSession } from '@/api/session'
import { SourceButton } from '@/ui/figure/SourceButton'
import { useUrlSearch } from '@/ui/url'
import type { Rows } from './concentration'
import { DependencyTable } from './DependencyTable'
import { fixedCostOf, lostOf, writeLost } from './place'
import { valueOf } from './reckon'
import { StressTest } from './StressTest'
import { useMeasure } from './useMeasure'

const SHOWN = 15
const MORE = 100

/* What the firm spends whether it sells or not: kept in the address, so that it is sent with the page and stands in no database. */
function FixedCost() {
  const { t } = useTranslation('concentration')
  const [search, change] = useUrlSearch()
  const [value, setValue] = useState<number | string>(fixedCostOf(search) ?? '')
  const keep = useDebouncedCallback((next: number | string) => change({ fixed: Number(next) > 0 ? String(next) : undefined }), 300)

  return (
    <NumberInput
      size="xs"
      w={230}
      label={t('fixed.label')}
      description={t('fixed.why')}
      value={value}
      onChange={(next) => {
        setValue(next)
        keep(next)
      }}
      min={0}
      thousandSeparator=" "
      hideControls
    />
  )
}

export function Dependency({ rows }: { rows: Rows }) {
  const { t } = useTranslation('concentration')
  const [search, change] = useUrlSearch()
  const [count, setCount] = useState(SHOWN)
  const mayProfit = maySee(useSession(), 'margin')
  const of = useMeasure()
  const lost = lostOf(search)
  const setLost = (ids: readonly string[]) => change({ lost: writeLost(ids) })
  const ranked = rows.holders.filter((holder) => valueOf(holder, of) > 0).sort((a, b) => valueOf(b, of) - valueOf(a, of))

  return (
    <Paper component="section" withBorder p="sm" aria-label={t('dependency.title')}>
      <SourceButton title={t('dependency.title')} source={rows.source} formula={t('formula.dependency')}>
        <Title order={2}>{t('dependency.title')}</Title>
        <Text size="sm" c="dimmed">
          {t('dependency.about')} {rows.isPending && t('dependency.pending')}
        </Text>
      </SourceButton>
      {mayProfit && (
        <Group align="flex-end" mb="sm">
          <FixedCost />
        </Group>
      )}
      <StressTest rows={rows} lost={lost} onLost={setLost} />
      <DependencyTable rows={rows} holders={ranked.slice(0, count)} lost={lost} onLost={setLost} />
      {ranked.length > count && count < MORE && (
        <Group justify="center" mt="sm" className="kam-no-print">
          <Button variant="default" size="xs" onClick={() => setCount(MORE)}>
            {t('dependency.more', { count: Math.min(MORE, ranked.length) })}
          </Button>
        </Group>
      )}
    </Paper>
  )
}
