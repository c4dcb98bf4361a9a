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

type Head = 'manager' | 'tier' | 'accounts' | 'days' | 'days_there' | 'room'

interface Line {
  key: string
  name: string
  /** Where what is used is something else. */
  accounts?: number
  used: number
  size: number | null
}

function Lines({ title, heads, rows }: { title: string; heads: string[]; rows: Line[] }) {
  const { t } = useTranslation('programme')
  const format = useFormat()
  const [first, ...numbers] = heads

  return (
    <Paper component="section" withBorder p="sm" aria-label={title}>
      <Title order={2}>{title}</Title>
      <Wide label={title} min={400}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{first}</Table.Th>
              {numbers.map((head) => (
                <Table.Th key={head} className="kam-number">
                  {head}
                </Table.Th>
              ))}
              <Table.Th aria-hidden w="15%" />
              <Table.Th>{t('capacity.verdict')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ key, name, accounts, used, size }) => (
              <Table.Tr key={key}>
                <Table.Td>{name}</Table.Td>
                {accounts !== undefined && <Table.Td className="kam-number">{format.number(accounts)}</Table.Td>}
                <Table.Td className="kam-number">{format.number(used)}</Table.Td>
                <Table.Td className="kam-number">{format.number(size)}</Table.Td>
                <Table.Td aria-hidden>
                  <Bar used={used} size={size} />
                </Table.Td>
                <Table.Td>
                  <Verdict used={used} size={size} />
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
  const words = useWords(capacity.rules_currency)
  const managers = capacity.managers.map((manager) => ({
    key: manager.id ?? 'nobody',
    name: manager.name ?? t('capacity.nobody'),
    accounts: manager.accounts,
    used: manager.days,
    size: manager.days_available,
  }))
  const tiers = capacity.rooms.map((room) => {
    const tier = tierOf(capacity.tiers, room.tier_id)
    return { key: room.tier_id, name: words.tier(tier), used: room.accounts, size: tier?.capacity ?? null }
  })
  const heads = (...names: Head[]) => names.map((name) => t(`capacity.${name}`))

  return (
    <Stack gap="md">
      {!capacity.is_whole && (
        <Text size="sm" c="dimmed">
          {t('capacity.part')}
        </Text>
      )}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <Lines title={t('capacity.managers')} heads={heads('manager', 'accounts', 'days', 'days_there')} rows={managers} />
        {capacity.is_whole && <Lines title={t('capacity.tiers')} heads={heads('tier', 'accounts', 'room')} rows={tiers} />}
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
