/* The largest, each with its share, what it brings, how long it has been here, and what its loss would cost; ticked, they are supposed to be
 * lost. */
import { Anchor, Checkbox, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { maySee, useSession } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { useOpenPath } from '@/ui/figure/lines'
import { Wide } from '@/ui/figure/Wide'
import { useUrlSearch } from '@/ui/url'
import { nameOf } from './analysis'
import type { Dependency, Holder } from './dependency'
import { byOf, fixedCostOf, linesPath } from './place'

type Column = 'share' | 'revenue' | 'profit' | 'covers' | 'loss_chance' | 'expected_revenue' | 'expected_profit' | 'since'

/* Profit is for who may see it; what it covers, for who has said the fixed cost. */
function useColumns(): readonly Column[] {
  const [search] = useUrlSearch()
  const mayProfit = maySee(useSession(), 'margin')
  const profit: Column[] = fixedCostOf(search) === null ? ['profit'] : ['profit', 'covers']
  return [
    'share',
    'revenue',
    ...(mayProfit ? profit : []),
    'loss_chance',
    'expected_revenue',
    ...(mayProfit ? (['expected_profit'] as const) : []),
    'since',
  ]
}

/* A figure, and below it the interval that it lies in. */
function Estimate({ value, bounds }: { value: string; bounds: string | null }) {
  return (
    <>
      {value}
      {bounds && (
        <Text span size="xs" c="dimmed" display="block">
          {bounds}
        </Text>
      )}
    </>
  )
}

function useCells(data: Dependency): (holder: Holder) => Record<Column, ReactNode> {
  const format = useFormat()
  const open = useOpenPath()
  const [search] = useUrlSearch()
  const lines = (holder: Holder, words: string) => (
    <Anchor component="button" type="button" size="sm" className="kam-number" onClick={() => open(linesPath(search, data.year, holder.id))}>
      {words}
    </Anchor>
  )
  const between = (lower: string, upper: string) => `${lower} – ${upper}`

  return (holder) => {
    const { profit } = holder
    const [low, high] = [holder.probability_of_loss_lower, holder.probability_of_loss_upper]
    const [least, most] = [holder.expected_loss_lower, holder.expected_loss_upper]
    return {
      share: format.percent(holder.share),
      revenue: lines(holder, format.money(holder.net)),
      profit: profit ? lines(holder, format.money(profit.contribution)) : '–',
      covers: format.percent(profit?.covers),
      loss_chance: (
        <Estimate
          value={format.percent(holder.probability_of_loss)}
          bounds={low === null || high === null ? null : between(format.percent(low), format.percent(high))}
        />
      ),
      expected_revenue: (
        <Estimate
          value={format.money(holder.expected_loss)}
          bounds={least && most ? between(format.number(least.amount), format.number(most.amount)) : null}
        />
      ),
      expected_profit: format.money(profit?.expected_loss),
      since: format.month(holder.first_purchase),
    }
  }
}

interface RowProps {
  holder: Holder
  columns: readonly Column[]
  cells: Record<Column, ReactNode>
  isLost: boolean
  onTurn(): void
}

function Row({ holder, columns, cells, isLost, onTurn }: RowProps) {
  const { t } = useTranslation('concentration')
  const [search] = useUrlSearch()
  const name = nameOf(holder)

  return (
    <Table.Tr data-holder={holder.id} data-lost={isLost || undefined} bg={isLost ? 'var(--kam-bad-wash)' : undefined}>
      <Table.Td>
        <Checkbox size="xs" checked={isLost} onChange={onTurn} aria-label={t('stress.without', { name })} />
      </Table.Td>
      <Table.Td>
        <Anchor component={Link} to={byOf(search) === 'group' ? `/groups/${holder.id}` : `/accounts/${holder.id}`} size="sm">
          {name}
        </Anchor>
      </Table.Td>
      {columns.map((column) => (
        <Table.Td key={column} className="kam-number" data-column={column}>
          {cells[column]}
        </Table.Td>
      ))}
    </Table.Tr>
  )
}

interface DependencyTableProps {
  data: Dependency
  lost: readonly string[]
  onLost(ids: readonly string[]): void
}

export function DependencyTable({ data, lost, onLost }: DependencyTableProps) {
  const { t } = useTranslation('concentration')
  const [search] = useUrlSearch()
  const columns = useColumns()
  const cellsOf = useCells(data)
  const turn = (id: string) => onLost(lost.includes(id) ? lost.filter((other) => other !== id) : [...lost, id])

  return (
    <Wide label={t('dependency.title')} min={columns.length * 110 + 220}>
      <Table verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={36}>
              <span className="kam-visually-hidden">{t('stress.tick')}</span>
            </Table.Th>
            <Table.Th>{t(`columns.${byOf(search)}`)}</Table.Th>
            {columns.map((name) => (
              <Table.Th key={name} className="kam-number">
                {t(`columns.${name}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.accounts.map((holder) => (
            <Row
              key={holder.id}
              holder={holder}
              columns={columns}
              cells={cellsOf(holder)}
              isLost={lost.includes(holder.id)}
              onTurn={() => turn(holder.id)}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  )
}
