/* The map of attractiveness by size: which customers are worth more effort, which are kept, which are served simply. */
import { ActionIcon, Group, Paper, Text, Title, Tooltip } from '@mantine/core'
import IconChartBubble from '@tabler/icons-react/dist/esm/icons/IconChartBubble.mjs'
import IconTable from '@tabler/icons-react/dist/esm/icons/IconTable.mjs'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recordKeys } from '@/api/records'
import { type Query } from '@/api/send'
import { maySee, useSession } from '@/api/session'
import { NOTHING } from '@/i18n/format'
import { useFormat } from '@/i18n/use'
import { Empty, Failed, Forbidden, Loading } from '@/ui/states/States'
import { loadAllAccounts, useAccountsHead, type AccountRow } from './accounts'
import { type Located } from './map'
import classes from './map.module.css'
import { MapDrawing } from './MapDrawing'
import { MapTable } from './MapTable'

/* More bubbles than this nobody reads; the largest are shown. */
const MOST = 300

const locate = (rows: readonly AccountRow[]): Located[] =>
  rows.flatMap((row) => {
    const [net, attractive] = [Number(row.net?.amount ?? 0), row.attractiveness ?? null]
    if (net <= 0 || attractive === null) return []
    return [
      {
        id: row.id,
        name: row.name,
        net,
        attractive,
        expected: row.forecast?.total ? Number(row.forecast.total.amount) : null,
        isSilent: row.is_silent,
      },
    ]
  })

/* Undefined while there is nothing to show yet: attractiveness is worked out beside the requests, as forecasts are. */
function usePoints(query: Query, isOn: boolean) {
  const asked = { ...query, order: 'net.desc', by: 'account', months: 1 }
  const key = [...recordKeys.type('account'), 'sales', asked, 'map']
  const rows = useQuery({ queryKey: key, queryFn: ({ signal }) => loadAllAccounts(asked, MOST, signal), enabled: isOn })
  const isReady = useAccountsHead(asked)?.figures_ready ?? false
  const points = useMemo(() => rows.data && locate(rows.data), [rows.data])
  return { points: points?.length === 0 && !isReady ? undefined : points, rows: rows.data, error: rows.error }
}

interface AccountsMapProps {
  query: Query
  onPeek(row: AccountRow): void
}

export function AccountsMap({ query, onPeek }: AccountsMapProps) {
  const { t } = useTranslation('accounts')
  const session = useSession()
  // What makes an account attractive is its profit, too.
  const isAllowed = maySee(session, 'margin')
  const { points, rows, error } = usePoints(query, isAllowed)

  if (!isAllowed) return <Forbidden detail={t('map.forbidden')} />
  if (error) return <Failed error={error} />
  if (!points || !rows) return <Loading />
  if (points.length === 0) return <Empty title={t('map.empty')}>{t('map.empty_why')}</Empty>
  const open = (id: string) => {
    const row = rows.find((one) => one.id === id)
    if (row) onPeek(row)
  }
  return <MapCard points={points} currency={rows.find(({ net }) => net?.currency)?.net?.currency ?? ''} onOpen={open} />
}

function MapCard({ points, currency, onOpen }: { points: Located[]; currency: string; onOpen(id: string): void }) {
  const { t } = useTranslation('accounts')
  const format = useFormat()
  const [asTable, setAsTable] = useState(false)
  const [cursor, setCursor] = useState<string | null>(null)
  const point = points.find(({ id }) => id === cursor)
  const money = (amount: number | null) => (amount === null ? NOTHING : format.money({ amount: String(amount), currency }))
  const said = point
    ? t('map.point', {
        name: point.name,
        net: money(point.net),
        attractive: format.number(point.attractive * 100),
        expected: money(point.expected),
      })
    : t('map.sentence', { count: points.length })
  const label = t(asTable ? 'map.as_map' : 'map.as_table')

  return (
    <Paper component="section" withBorder p="sm" aria-label={t('map.title')}>
      <Group justify="space-between" wrap="nowrap" mb={4}>
        <Title order={2}>{t('map.title')}</Title>
        <Tooltip label={label}>
          <ActionIcon aria-label={label} onClick={() => setAsTable(!asTable)}>
            {asTable ? <IconChartBubble size={18} stroke={1.5} /> : <IconTable size={18} stroke={1.5} />}
          </ActionIcon>
        </Tooltip>
      </Group>
      {asTable ? (
        <MapTable points={points} currency={currency} onOpen={onOpen} />
      ) : (
        <>
          <MapDrawing points={points} currency={currency} cursor={cursor} onCursor={setCursor} onOpen={onOpen} said={said} />
          <Text component="p" m={0} mt={4} className={classes.said} aria-live="polite">
            {said}
          </Text>
          <div className={classes.legend}>
            <span>{t('map.size')}</span>
            <span>{t('map.silent')}</span>
          </div>
        </>
      )}
    </Paper>
  )
}
