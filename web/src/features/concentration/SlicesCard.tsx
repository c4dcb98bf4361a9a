/* Where it is concentrated: the same measures for each region, category, manager or group, the most concentrated first, each with how
 * it went; its name leads to the page of that part alone. */
import { Group, Paper, SegmentedControl, Table, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { SourceButton } from '@/ui/figure/SourceButton'
import type { Source } from '@/ui/figure/source'
import { Wide } from '@/ui/figure/Wide'
import { EmptyPart } from '@/ui/states/States'
import { useUrlSearch } from '@/ui/url'
import { indicesOf, type Analysis, type Slice } from './analysis'
import { byOf, type Measure } from './place'
import { SliceRow } from './SliceRow'
import { useAnalysis, useHistoryQuery, useSlicing } from './useAnswers'
import { useMeasure } from './useMeasure'

const byHeight = (of: Measure) => (a: Slice, b: Slice) => (indicesOf(b, of)?.hhi ?? 0) - (indicesOf(a, of)?.hhi ?? 0)

const keyOf = ({ id, name }: Pick<Slice, 'id' | 'name'>): string => id ?? name ?? ''

/* The slices in all days, for their trend: the answer that the card of the trend asks for, too. */
function useHistory(): ReadonlyMap<string, Slice> {
  const { data } = useAnalysis(useHistoryQuery())
  return new Map((data?.slices ?? []).map((slice) => [keyOf(slice), slice]))
}

function SlicesTable({ slices, analysis }: { slices: readonly Slice[]; analysis: Analysis }) {
  const { t } = useTranslation('concentration')
  const [search] = useUrlSearch()
  const [slicing] = useSlicing()
  const [by, of] = [byOf(search), useMeasure()]
  const history = useHistory()

  return (
    <Wide label={t('slices.title')} min={880} max_height={480}>
      <Table verticalSpacing={3} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(`slices.${slicing}`)}</Table.Th>
            {[of, `${by}s`, 'for_80', 'hhi'].map((name) => (
              <Table.Th key={name} className="kam-number">
                {t(`columns.${name}`)}
              </Table.Th>
            ))}
            <Table.Th>{t('slices.height')}</Table.Th>
            <Table.Th>{t('slices.trend')}</Table.Th>
            <Table.Th>{t('columns.top_1')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {slices.map((slice) => (
            <SliceRow key={keyOf(slice)} slice={slice} history={history.get(keyOf(slice))} days={analysis.period} />
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  )
}

export function SlicesCard({ analysis, source }: { analysis: Analysis; source: Source }) {
  const { t } = useTranslation('concentration')
  const [slicing, setSlicing, offered] = useSlicing()
  const of = useMeasure()
  const slices = [...(analysis.slices ?? [])].sort(byHeight(of))

  return (
    <Paper component="section" withBorder p="sm" aria-label={t('slices.title')}>
      <SourceButton title={t('slices.title')} source={source} formula={t('formula.slices')}>
        <Title order={2}>{t('slices.title')}</Title>
        <Text size="sm" c="dimmed" className="kam-no-print">
          {t('slices.about')}
        </Text>
      </SourceButton>
      <Group mb={4} className="kam-no-print">
        <SegmentedControl
          size="xs"
          aria-label={t('slices.by')}
          data={offered.map((value) => ({ value, label: t(`slices.${value}`) }))}
          value={slicing}
          onChange={setSlicing}
        />
      </Group>
      {slices.length > 0 ? (
        <SlicesTable slices={slices} analysis={analysis} />
      ) : (
        <EmptyPart title={t('slices.empty')}>{t(`slices.empty_${slicing === 'group' ? 'group' : 'other'}`)}</EmptyPart>
      )}
    </Paper>
  )
}
