/* Whether people and room are enough. */
import { Badge, Paper, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { Wide } from '@/ui/figure/Wide'
import { Failed, Loading } from '@/ui/states/States'
import { useUrlSearch } from '@/ui/url'
import { queryOfSearch } from './place'
import { tierOf, useCapacity, type Capacity } from './programme'
import { useWords } from './useWords'
import classes from './programme.module.css'

/* How much of something is used; nothing is drawn where its size is not known. */
function Bar({ used, size }: { used: number; size: number | null }) {
  if (!size) return null
  return (
    <span className={classes.bar} aria-hidden>
      <span className={`${classes.used} ${used > size ? classes.full : ''}`} style={{ width: `${Math.min(100, (used / size) * 100)}%` }} />
    </span>
  )
}

function Verdict({ used, size }: { used: number; size: number | null }) {
  const { t } = useTranslation('programme')
  const format = useFormat()

  if (size === null) return <Text size="sm">{t('capacity.unsaid')}</Text>
  return used > size ? (
    <Badge variant="light" color="red" radius="sm" tt="none">
      {t('capacity.over', { n: format.number(used - size) })}
    </Badge>
  ) : (
    <Text size="sm">{t('capacity.free', { n: format.number(size - used) })}</Text>
  )
}

interface LinesProps {
  title: string
  head: string
  rows: { key: string; name: string; accounts: number; used: number; size: number | null }[]
}

function Lines({ title, head, rows }: LinesProps) {
  const { t } = useTranslation('programme')
  const format = useFormat()

  return (
    <Paper component="section" withBorder p="sm" aria-label={title}>
      <Title order={2}>{title}</Title>
      <Wide label={title} min={460}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{head}</Table.Th>
              <Table.Th className="kam-number">{t('capacity.accounts')}</Table.Th>
              <Table.Th className="kam-number">{t('capacity.used')}</Table.Th>
              <Table.Th className="kam-number">{t('capacity.size')}</Table.Th>
              <Table.Th aria-hidden w="20%" />
              <Table.Th>{t('capacity.verdict')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.key}>
                <Table.Td>{row.name}</Table.Td>
                <Table.Td className="kam-number">{format.number(row.accounts)}</Table.Td>
                <Table.Td className="kam-number">{format.number(row.used)}</Table.Td>
                <Table.Td className="kam-number">{format.number(row.size)}</Table.Td>
                <Table.Td aria-hidden>
                  <Bar used={row.used} size={row.size} />
                </Table.Td>
                <Table.Td>
                  <Verdict used={row.used} size={row.size} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
    </Paper>
  )
}

function Rooms({ capacity }: { capacity: Capacity }) {
  const { t } = useTranslation('programme')
  const words = useWords(capacity.currency)
  const managers = capacity.managers.map((manager) => ({
    key: manager.id ?? 'nobody',
    name: manager.name ?? t('capacity.nobody'),
    accounts: manager.accounts,
    used: manager.days,
    size: manager.days_available,
  }))
  const tiers = capacity.rooms.map((room) => {
    const tier = tierOf(capacity.tiers, room.tier_id)
    return { key: room.tier_id, name: words.tier(tier), accounts: room.accounts, used: room.accounts, size: tier?.capacity ?? null }
  })

  return (
    <Stack gap="md">
      {!capacity.is_whole && (
        <Text size="sm" c="dimmed">
          {t('capacity.part')}
        </Text>
      )}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <Lines title={t('capacity.managers')} head={t('capacity.manager')} rows={managers} />
        {capacity.is_whole && <Lines title={t('capacity.tiers')} head={t('columns.tier')} rows={tiers} />}
      </SimpleGrid>
      <Text size="sm" c="dimmed">
        {t('capacity.how')}
      </Text>
    </Stack>
  )
}

export function CapacityTab() {
  const [search] = useUrlSearch()
  const { data, error, isPending, refetch } = useCapacity(queryOfSearch(search))

  if (isPending) return <Loading />
  if (error) return <Failed error={error} reset={() => void refetch()} />
  return <Rooms capacity={data} />
}
