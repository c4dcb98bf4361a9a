/* A region, category, manager or group by itself: how concentrated, how that went, who is largest. */
import { Anchor, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { Sparkline } from '@/ui/chart/Sparkline'
import { useOpenPath } from '@/ui/figure/lines'
import { useUrlSearch } from '@/ui/url'
import { indicesOf, nameOf, seriesOf, type Slice } from './analysis'
import { linesPath, partsOf, withPart, writeParts, type Part } from './place'
import { heightOf } from './spread'
import { useSlicing } from './useAnswers'
import { useMeasure } from './useMeasure'

/* A change of less than a tenth is none that anybody should act upon. */
const NOTABLE = 0.1

/** The last year's mean of the quarters against the year before. */
function turnOf(series: readonly (number | null)[]): 'rises' | 'falls' | 'steady' | null {
  const mean = (values: readonly (number | null)[]) => {
    const known = values.filter((value): value is number => value !== null)
    return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : null
  }
  const [now, before] = [mean(series.slice(-4)), mean(series.slice(-8, -4))]
  if (now === null || before === null) return null
  return now > before * (1 + NOTABLE) ? 'rises' : now < before * (1 - NOTABLE) ? 'falls' : 'steady'
}

function Trend({ history }: { history: Slice | undefined }) {
  const { t } = useTranslation('concentration')
  const of = useMeasure()
  const series = history ? seriesOf(history, of) : []
  const turn = turnOf(series)

  if (turn === null) return <>–</>
  return (
    <Text span size="sm" style={{ display: 'inline-flex', alignItems: 'center', gap: 8, whiteSpace: 'nowrap' }}>
      <Sparkline values={series} label={t('slices.trend_of', { count: series.length })} width={80} />
      {t(`slices.turn_${turn}`)}
    </Text>
  )
}

interface SliceRowProps {
  slice: Slice
  /** The same slice in all days. */
  history: Slice | undefined
  days: { from: string; to: string }
}

export function SliceRow({ slice, history, days }: SliceRowProps) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const open = useOpenPath()
  const [search, change] = useUrlSearch()
  const [slicing] = useSlicing()
  const of = useMeasure()
  const indices = indicesOf(slice, of)
  const isById = slicing === 'manager' || slicing === 'group'
  const part: Part = { slicing, value: isById ? (slice.id ?? '0') : (slice.name ?? '') }
  const parts = withPart(partsOf(search), part)

  return (
    <Table.Tr data-slice={slice.name ?? ''}>
      <Table.Td>
        <Anchor
          component="button"
          type="button"
          size="sm"
          ta="start"
          onClick={() => change({ in: writeParts(parts) }, { replace: false })}
          aria-label={t('part.look_at', { part: slice.name ?? t('slices.none') })}
        >
          {slice.name ?? t('slices.none')}
        </Anchor>
      </Table.Td>
      <Table.Td className="kam-number">
        <Anchor
          component="button"
          type="button"
          size="sm"
          className="kam-number"
          onClick={() => open(linesPath({ ...search, in: writeParts(parts) }, days))}
        >
          {format.money(of === 'profit' ? slice.profit?.margin : slice.net)}
        </Anchor>
      </Table.Td>
      <Table.Td className="kam-number">{format.number(indices?.holders)}</Table.Td>
      <Table.Td className="kam-number">{format.percent(indices?.share_of_holders_for_80)}</Table.Td>
      <Table.Td className="kam-number">{format.number(indices ? indices.hhi * 10_000 : null)}</Table.Td>
      <Table.Td>{indices ? t(`slices.${heightOf(indices.hhi)}`) : '–'}</Table.Td>
      <Table.Td>
        <Trend history={history} />
      </Table.Td>
      <Table.Td>
        {slice.largest ? nameOf(slice.largest) : '–'}
        {slice.largest && (
          <Text span size="xs" c="dimmed" ml={6}>
            {format.percent(slice.largest.share)}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
