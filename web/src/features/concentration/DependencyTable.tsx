/* The largest, each with its share, what it brings, how long it has been here, and what its loss would cost; ticked, they are supposed
 * to be lost. */
import { Anchor, Checkbox, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { maySee, useSession } from '@/api/session'
import type { Money } from '@/i18n/format'
import { useFormat } from '@/i18n/use'
import { useOpenPath } from '@/ui/figure/lines'
import { Wide } from '@/ui/figure/Wide'
import { useUrlSearch } from '@/ui/url'
import { nameOf } from './analysis'
import type { Dependency, Holder } from './dependency'
import { byOf, linesPath, pageOf } from './place'

const COLUMNS = ['share', 'revenue', 'profit', 'loss_chance', 'expected_revenue', 'expected_profit'] as const
type Column = (typeof COLUMNS)[number]

/* Profit is for who may see it. */
function useColumns(): readonly Column[] {
  const mayProfit = maySee(useSession(), 'margin')
  return mayProfit ? COLUMNS : COLUMNS.filter((name) => !name.endsWith('profit'))
}

/* A figure, and below it what belongs to it: the interval that it lies in, what it pays of the fixed cost. */
function Two({ value, below }: { value: ReactNode; below: string | null }) {
  return (
    <>
      {value}
      {below && (
        <Text span size="xs" c="dimmed" display="block">
          {below}
        </Text>
      )}
    </>
  )
}

function useCells(data: Dependency): (holder: Holder) => Record<Column, ReactNode> {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const open = useOpenPath()
  const [search] = useUrlSearch()
  const lines = (holder: Holder, words: string) => (
    <Anchor component="button" type="button" size="sm" className="kam-number" onClick={() => open(linesPath(search, data.year, holder.id))}>
      {words}
    </Anchor>
  )
  const amounts = (lower: Money | null | undefined, upper: Money | null | undefined) =>
    lower && upper ? `${format.number(lower.amount)} – ${format.number(upper.amount)}` : null

  return (holder) => {
    const { profit } = holder
    const [low, high] = [holder.probability_of_loss_lower, holder.probability_of_loss_upper]
    const covers = typeof profit?.covers === 'number' ? t('dependency.covers', { share: format.percent(profit.covers) }) : null
    return {
      share: format.percent(holder.share),
      revenue: lines(holder, format.money(holder.net)),
      profit: <Two value={profit ? lines(holder, format.money(profit.contribution)) : '–'} below={covers} />,
      loss_chance: (
        <Two
          value={format.percent(holder.probability_of_loss)}
          below={low === null || high === null ? null : `${format.percent(low)} – ${format.percent(high)}`}
        />
      ),
      expected_revenue: (
        <Two value={format.money(holder.expected_loss)} below={amounts(holder.expected_loss_lower, holder.expected_loss_upper)} />
      ),
      expected_profit: (
        <Two value={format.money(profit?.expected_loss)} below={amounts(profit?.expected_loss_lower, profit?.expected_loss_upper)} />
      ),
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
  const format = useFormat()
  const [search] = useUrlSearch()
  const name = nameOf(holder)
  const page = pageOf(search, holder.id)

  return (
    <Table.Tr data-holder={holder.id} data-lost={isLost || undefined} bg={isLost ? 'var(--kam-bad-wash)' : undefined}>
      <Table.Td>
        <Checkbox size="xs" checked={isLost} onChange={onTurn} aria-label={t('stress.without', { name })} />
      </Table.Td>
      <Table.Td miw={180}>
        <Anchor component={Link} to={page.to} search={page.search as never} size="sm">
          {name}
        </Anchor>
        {holder.first_purchase && (
          <Text size="xs" c="dimmed">
            {t('dependency.since', { month: format.month(holder.first_purchase) })}
          </Text>
        )}
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
    <Wide label={t('dependency.title')} min={columns.length * 115 + 220}>
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
