/* The largest, each with its share, what it brings, and what its loss would cost; ticked, they are supposed to be lost. */
import { Anchor, Checkbox, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { maySee, useSession } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { useOpenPath } from '@/ui/figure/lines'
import { Wide } from '@/ui/figure/Wide'
import { useUrlSearch } from '@/ui/url'
import type { Holder, Rows } from './concentration'
import { byOf, fixedCostOf } from './place'
import { sumOf, valueOf } from './reckon'
import { useMeasure } from './useMeasure'

interface RowProps {
  holder: Holder
  total: number
  currency: string | null
  isLost: boolean
  onTurn(): void
}

function Row({ holder, total, currency, isLost, onTurn }: RowProps) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const open = useOpenPath()
  const [search] = useUrlSearch()
  const mayProfit = maySee(useSession(), 'margin')
  const [by, of, fixed] = [byOf(search), useMeasure(), fixedCostOf(search)]
  const money = (value: number | null) => (value === null ? format.money(null) : format.money({ amount: String(value), currency }))
  const lossChance = holder.alive === null ? null : 1 - holder.alive

  return (
    <Table.Tr data-lost={isLost || undefined} bg={isLost ? 'var(--kam-bad-wash)' : undefined}>
      <Table.Td>
        <Checkbox size="xs" checked={isLost} onChange={onTurn} aria-label={t('stress.without', { name: holder.name })} />
      </Table.Td>
      <Table.Td>
        <Anchor component={Link} to={by === 'group' && holder.members > 1 ? `/groups/${holder.id}` : `/accounts/${holder.id}`} size="sm">
          {holder.name}
        </Anchor>
      </Table.Td>
      <Table.Td className="kam-number">{format.percent(valueOf(holder, of) / total)}</Table.Td>
      <Table.Td className="kam-number">
        <Anchor component="button" type="button" size="sm" className="kam-number" onClick={() => open(holder.opens_to)}>
          {money(holder.net)}
        </Anchor>
      </Table.Td>
      {mayProfit && <Table.Td className="kam-number">{money(holder.margin)}</Table.Td>}
      {mayProfit && fixed !== null && (
        <Table.Td className="kam-number">{format.percent(holder.margin === null ? null : holder.margin / fixed)}</Table.Td>
      )}
      <Table.Td className="kam-number">{format.percent(lossChance)}</Table.Td>
      <Table.Td className="kam-number">{money(lossChance === null ? null : lossChance * valueOf(holder, of))}</Table.Td>
    </Table.Tr>
  )
}

interface DependencyTableProps {
  rows: Rows
  holders: readonly Holder[]
  lost: readonly string[]
  onLost(ids: readonly string[]): void
}

export function DependencyTable({ rows, holders, lost, onLost }: DependencyTableProps) {
  const { t } = useTranslation('concentration')
  const [search] = useUrlSearch()
  const mayProfit = maySee(useSession(), 'margin')
  const [by, of] = [byOf(search), useMeasure()]
  const total = sumOf(rows.holders.map((holder) => Math.max(0, valueOf(holder, of))))
  const heads = [
    ['share', true],
    ['revenue', true],
    ['profit', mayProfit],
    ['covers', mayProfit && fixedCostOf(search) !== null],
    ['loss_chance', true],
    [`expected_${of}`, true],
  ] as const

  return (
    <Wide label={t('dependency.title')} min={640}>
      <Table verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={36}>
              <span className="kam-visually-hidden">{t('stress.tick')}</span>
            </Table.Th>
            <Table.Th>{t(`columns.${by}`)}</Table.Th>
            {heads.map(
              ([name, isShown]) =>
                isShown && (
                  <Table.Th key={name} className="kam-number">
                    {t(`columns.${name}`)}
                  </Table.Th>
                ),
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {holders.map((holder) => {
            const isLost = lost.includes(holder.id)
            return (
              <Row
                key={holder.id}
                holder={holder}
                total={total}
                currency={rows.net?.currency ?? null}
                isLost={isLost}
                onTurn={() => onLost(isLost ? lost.filter((id) => id !== holder.id) : [...lost, holder.id])}
              />
            )
          })}
        </Table.Tbody>
      </Table>
    </Wide>
  )
}
