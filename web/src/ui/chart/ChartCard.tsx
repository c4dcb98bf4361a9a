/* A chart with what belongs to it: its title, what it says in words, its table, where its figures come from. The table is what a screen
 * reader and the paper get; on the page one of the two is seen. */
import { ActionIcon, Group, Paper, Text, Title, Tooltip } from '@mantine/core'
import IconChartBar from '@tabler/icons-react/dist/esm/icons/IconChartBar.mjs'
import IconInfoCircle from '@tabler/icons-react/dist/esm/icons/IconInfoCircle.mjs'
import IconTable from '@tabler/icons-react/dist/esm/icons/IconTable.mjs'
import { Suspense, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SourceDrawer } from '@/ui/figure/lazy'
import type { Source } from '@/ui/figure/source'
import { useOpenPath } from '@/ui/figure/lines'
import { Chart } from './Chart'
import { ChartTable, type ChartTableData } from './ChartTable'
import type { ChartSpec } from './spec'
import classes from './chart.module.css'

export interface ChartCardProps {
  title: string
  /** What the chart says, in one sentence; stands below it while the cursor is nowhere. */
  sentence: string
  /** The sentence only tells how to use the chart: paper does without it. */
  isHint?: boolean
  spec: ChartSpec
  table: ChartTableData
  /** The point under the cursor, as a sentence. */
  sayPoint(index: number): string
  /** The lines that a point is made of. */
  opensTo?(index: number): string | null | undefined
  source?: Source
  formula?: string
  height?: number
  /** Legend, switches: between title and chart. */
  children?: ReactNode
}

export function ChartCard({ title, sentence, isHint, spec, table, sayPoint, opensTo, source, formula, height, children }: ChartCardProps) {
  const { t } = useTranslation('chart')
  const [asTable, setAsTable] = useState(false)
  const [cursor, setCursor] = useState<number | null>(null)
  const [opened, setOpened] = useState(false)
  const openPath = useOpenPath()
  const at = cursor !== null && cursor < spec.cursor.at.length ? cursor : null
  const said = at === null ? sentence : sayPoint(at)
  const open = (index: number) => {
    const path = opensTo?.(index)
    if (path) openPath(path)
  }

  return (
    <Paper component="section" withBorder p="sm" aria-label={title}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs" mb={4}>
        <Title order={2}>{title}</Title>
        <Group gap={2} wrap="nowrap" className="kam-no-print">
          <Tooltip label={t(asTable ? 'as_chart' : 'as_table')}>
            <ActionIcon aria-label={`${title}: ${t(asTable ? 'as_chart' : 'as_table')}`} onClick={() => setAsTable(!asTable)}>
              {asTable ? <IconChartBar size={18} stroke={1.5} /> : <IconTable size={18} stroke={1.5} />}
            </ActionIcon>
          </Tooltip>
          {source && (
            <Tooltip label={t('source')}>
              <ActionIcon aria-label={`${title}: ${t('source')}`} onClick={() => setOpened(true)}>
                <IconInfoCircle size={18} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
          )}
        </Group>
      </Group>
      {children}
      {asTable ? (
        <ChartTable caption={title} data={table} onOpen={openPath} />
      ) : (
        <>
          <div className="kam-keep-together">
            <Chart spec={spec} label={title} height={height} cursor={at} onCursor={setCursor} said={said} onOpen={opensTo && open} />
          </div>
          <div className={classes.onPaperOnly}>
            <ChartTable caption={title} data={table} />
          </div>
        </>
      )}
      <Text component="p" className={`${classes.sentence} ${isHint && at === null ? 'kam-no-print' : ''}`} m={0} mt={6} aria-live="polite">
        {said}
      </Text>
      {source && opened && (
        <Suspense>
          <SourceDrawer title={title} source={source} formula={formula} opened onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </Paper>
  )
}
