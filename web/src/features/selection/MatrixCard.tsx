/* The portfolio: how attractive accounts are by how strong we are there, as a drawing and as a table. */
import { ActionIcon, Group, Paper, Text, Title, Tooltip } from '@mantine/core'
import IconChartBubble from '@tabler/icons-react/dist/esm/icons/IconChartBubble.mjs'
import IconTable from '@tabler/icons-react/dist/esm/icons/IconTable.mjs'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NOTHING } from '@/i18n/format'
import { useFormat } from '@/i18n/use'
import { ChartTable } from '@/ui/chart/ChartTable'
import { Empty } from '@/ui/states/States'
import { pointsOf, type Point } from './matrix'
import { MatrixDrawing } from './MatrixDrawing'
import classes from './selection.module.css'
import { type Selection } from './selection'

/* More bubbles than this nobody reads; those nearest to being key are shown. */
const MOST = 60

function useTable(points: readonly Point[], currency: string | null) {
  const { t } = useTranslation('selection')
  const format = useFormat()
  const hundredth = (value: number | undefined) => (value === undefined ? NOTHING : format.number(value * 100))

  return {
    columns: [
      { label: t('columns.account') },
      { label: t('matrix.position'), number: true },
      { label: t('matrix.attractiveness'), number: true },
      { label: t('matrix.position_before'), number: true },
      { label: t('matrix.attractiveness_before'), number: true },
      { label: t('matrix.volume'), number: true },
    ],
    rows: points.map(({ id, name, x, y, before, size }) => ({
      opens_to: id,
      cells: [
        name,
        hundredth(x),
        hundredth(y),
        hundredth(before?.x),
        hundredth(before?.y),
        format.money({ amount: String(size), currency }),
      ],
    })),
  }
}

interface MatrixCardProps {
  answer: Selection
  /** Why a bubble lies where it does. */
  onWhy(id: string): void
  /** The account of a row. */
  onPeek(id: string): void
}

export function MatrixCard({ answer, onWhy, onPeek }: MatrixCardProps) {
  const { t } = useTranslation('selection')
  const format = useFormat()
  const [asTable, setAsTable] = useState(false)
  const [cursor, setCursor] = useState<string | null>(null)
  const points = useMemo(() => pointsOf(answer.accounts, MOST), [answer])
  const table = useTable(points, answer.basis.net.currency)
  const point = points.find(({ id }) => id === cursor)
  const label = t(asTable ? 'matrix.as_chart' : 'matrix.as_table')
  const said = point
    ? t(point.is_key ? 'matrix.point_key' : 'matrix.point', {
        name: point.name,
        position: format.number(point.x * 100),
        attractiveness: format.number(point.y * 100),
        volume: format.money({ amount: String(point.size), currency: answer.basis.net.currency }),
      })
    : t('matrix.sentence', { count: points.length })

  return (
    <Paper component="section" withBorder p="sm" aria-label={t('matrix.title')}>
      <Group justify="space-between" wrap="nowrap" mb={4}>
        <Title order={2}>{t('matrix.title')}</Title>
        <Tooltip label={label}>
          <ActionIcon aria-label={label} className="kam-no-print" onClick={() => setAsTable(!asTable)}>
            {asTable ? <IconChartBubble size={18} stroke={1.5} /> : <IconTable size={18} stroke={1.5} />}
          </ActionIcon>
        </Tooltip>
      </Group>
      {points.length === 0 ? (
        <Empty title={t('matrix.none')}>{t('matrix.none_why')}</Empty>
      ) : asTable ? (
        <ChartTable caption={t('matrix.title')} data={table} onOpen={onPeek} />
      ) : (
        <>
          <MatrixDrawing points={points} cursor={cursor} onCursor={setCursor} onOpen={onWhy} said={said} />
          <Text component="p" className={classes.said} aria-live="polite">
            {said}
          </Text>
          <div className={classes.legend}>
            <span>{t('matrix.legend_size')}</span>
            <span>{t('matrix.legend_key')}</span>
            <span>{t('matrix.legend_arrow')}</span>
          </div>
        </>
      )}
    </Paper>
  )
}
