/* Where it is concentrated: the same measures for each region, category or manager, the most concentrated first. */
import { Anchor, Group, Paper, SegmentedControl, Table, Text, Title } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { useOpenPath } from '@/ui/figure/lines'
import { SourceButton } from '@/ui/figure/SourceButton'
import { Wide } from '@/ui/figure/Wide'
import { Failed, Loading } from '@/ui/states/States'
import { useUrlSearch, useUrlState } from '@/ui/url'
import { analysisKey, indicesOf, loadAnalysis, SLICES, sourceOfAnalysis, type Slice } from './analysis'
import type { Whole } from './concentration'
import { byOf, holdersQuery, type Measure } from './place'
import { heightOf } from './reckon'
import { useMeasure } from './useMeasure'

const byHeight = (of: Measure) => (a: Slice, b: Slice) => (indicesOf(b, of)?.hhi ?? 0) - (indicesOf(a, of)?.hhi ?? 0)

function Row({ slice, linesOf }: { slice: Slice; linesOf: string }) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const open = useOpenPath()
  const of = useMeasure()
  const indices = indicesOf(slice, of)

  return (
    <Table.Tr data-slice={slice.name ?? ''}>
      <Table.Td>
        <Anchor component="button" type="button" size="sm" ta="start" onClick={() => open(linesOf)}>
          {slice.name ?? t('slices.none')}
        </Anchor>
      </Table.Td>
      <Table.Td className="kam-number">{format.money(of === 'profit' ? slice.profit?.margin : slice.net)}</Table.Td>
      <Table.Td className="kam-number">{format.number(indices?.holders)}</Table.Td>
      <Table.Td className="kam-number">{format.percent(indices?.share_of_holders_for_80)}</Table.Td>
      <Table.Td className="kam-number">{format.number(indices ? indices.hhi * 10_000 : null)}</Table.Td>
      <Table.Td>{indices ? t(`slices.${heightOf(indices.hhi)}`) : '–'}</Table.Td>
      <Table.Td>
        {slice.largest?.name ?? '–'}
        {slice.largest && (
          <Text span size="xs" c="dimmed" ml={6}>
            {format.percent(slice.largest.share)}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

export function SlicesCard({ whole }: { whole: Whole }) {
  const { t } = useTranslation('concentration')
  const [search] = useUrlSearch()
  const [chosen, setSlice] = useUrlState('slice', SLICES[0])
  const slice = SLICES.find((one) => one === chosen) ?? SLICES[0]
  const of = useMeasure()
  const by = byOf(search)
  const { from, to } = whole.period
  const query = { ...holdersQuery(search), slice, from, until: to }
  const { data, error, refetch } = useQuery({
    queryKey: analysisKey(query),
    queryFn: () => loadAnalysis(query),
    placeholderData: keepPreviousData,
  })
  const linesOf = ({ id, name }: Slice) => {
    const which = slice === 'manager' ? (id ?? '0') : (name ?? '')
    return `/api/v1/sales/lines?${new URLSearchParams({ [slice]: which, from: from ?? '', until: to ?? '' }).toString()}`
  }

  if (error) return <Failed error={error} reset={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <Paper component="section" withBorder p="sm" aria-label={t('slices.title')}>
      <SourceButton
        title={t('slices.title')}
        source={sourceOfAnalysis(data, t('formula.trend_sure'), `?by=${by}&slice=${slice}`)}
        formula={t('formula.slices')}
      >
        <Title order={2}>{t('slices.title')}</Title>
      </SourceButton>
      <Group mb={4} className="kam-no-print">
        <SegmentedControl
          size="xs"
          aria-label={t('slices.by')}
          data={SLICES.map((value) => ({ value, label: t(`slices.${value}`) }))}
          value={slice}
          onChange={setSlice}
        />
      </Group>
      <Wide label={t('slices.title')} min={760} max_height={480}>
        <Table verticalSpacing={3} stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t(`slices.${slice}`)}</Table.Th>
              {[of, `${by}s`, 'for_80', 'hhi'].map((name) => (
                <Table.Th key={name} className="kam-number">
                  {t(`columns.${name}`)}
                </Table.Th>
              ))}
              <Table.Th>{t('slices.height')}</Table.Th>
              <Table.Th>{t('columns.top_1')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {[...(data.slices ?? [])].sort(byHeight(of)).map((row) => (
              <Row key={row.id ?? row.name ?? ''} slice={row} linesOf={linesOf(row)} />
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
    </Paper>
  )
}
