/* Who grew and who fell most against the days before, both on one scale. */
import { Paper, SimpleGrid, Text, Title } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { ChartCard } from '@/ui/chart/ChartCard'
import { divergingChart } from '@/ui/chart/divergingChart'
import { sameScale, type Scale } from '@/ui/chart/scale'
import { mainPart } from './needs'
import { amountOf, whoOf, type Mover, type Overview } from './overview'

const BAR = 26

/* Up needs no room to the left and down none to the right, but both have the same length for the same money. */
export function scalesOf(up: readonly Mover[], down: readonly Mover[]): { up: Scale; down: Scale } {
  const { max, step } = sameScale([[...up, ...down].map(({ change }) => Math.abs(amountOf(change)))])
  return { up: { min: 0, max, step }, down: { min: -max, max: 0, step } }
}

/* No axis without anybody on it. */
function Nobody({ title }: { title: string }) {
  const { t } = useTranslation('overview')

  return (
    <Paper component="section" withBorder p="sm" aria-label={title}>
      <Title order={2} mb={4}>
        {title}
      </Title>
      <Text size="sm" c="dimmed">
        {t('movers.none')}
      </Text>
    </Paper>
  )
}

interface MoversCardProps {
  overview: Overview
  side: 'up' | 'down'
  scale: Scale
}

function MoversCard({ overview, side, scale }: MoversCardProps) {
  const movers = overview.movers[side]
  const { t } = useTranslation('overview')
  const format = useFormat()
  const signed = (value: number) => `${value > 0 ? '+' : ''}${format.short(value)}`
  const spec = useMemo(
    () => divergingChart(movers.map((row) => ({ name: whoOf(row).name ?? '', value: amountOf(row.change) })), { change: signed, scale }),
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [movers, scale, format],
  )
  const sayPoint = (index: number) => {
    const row = movers[index]
    if (!row) return ''
    const part = mainPart(row)
    const amount = format.money({ ...row.change, amount: row.change.amount.replace('-', '') })
    const first = t(`movers.cursor_${side}`, { name: whoOf(row).name, amount })
    return part ? `${first} ${t(`movers.because.${part}`, { amount: format.money(row.parts[part]) })}` : first
  }
  const table = {
    columns: [
      { label: t(`columns.${overview.by}`) },
      { label: t('columns.net'), number: true },
      { label: t('columns.before'), number: true },
      { label: t('columns.change'), number: true },
      { label: t('columns.change_rate'), number: true },
    ],
    rows: movers.map((row) => ({
      cells: [
        whoOf(row).name ?? '',
        format.money(row.net),
        format.money(row.before),
        signed(amountOf(row.change)),
        format.change(row.change_rate),
      ],
      opens_to: row.opens_to,
    })),
  }

  if (movers.length === 0) return <Nobody title={t(`movers.${side}`)} />
  return (
    <ChartCard
      title={t(`movers.${side}`)}
      sentence={t('movers.hint')}
      isHint
      spec={spec}
      table={table}
      sayPoint={sayPoint}
      opensTo={(index) => movers[index]?.opens_to}
      source={overview.movers.source}
      formula={t('formula.movers')}
      height={Math.max(60, movers.length * BAR)}
    />
  )
}

export function MoversCards({ overview }: { overview: Overview }) {
  const { up, down } = overview.movers
  const scales = useMemo(() => scalesOf(up, down), [up, down])

  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
      <MoversCard overview={overview} side="down" scale={scales.down} />
      <MoversCard overview={overview} side="up" scale={scales.up} />
    </SimpleGrid>
  )
}
