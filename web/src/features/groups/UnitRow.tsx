/* One row of the tree of a group: a company with its figures, or a membership that counts elsewhere, quietly. */
import { Anchor, Table, Text } from '@mantine/core'
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import type { Branch } from '@/ui/tree/forest'
import type { Membership, Unit } from './groups'
import { HeldBy } from './HeldBy'
import { makesTree, TieText } from './Kind'
import { OpenNumber } from './OpenNumber'
import { accountOfRow, type TreeRow } from './unitTree'
import { useSayDays } from './useSayDays'
import classes from './groups.module.css'

interface RowProps {
  row: TreeRow
  bonds: readonly Membership[]
  branch: Branch
  index: number
  isOpen: boolean
  isTabbed: boolean
  onToggle(): void
  onFocus(): void
}

function UnitCells({ unit, bonds }: { unit: Unit; bonds: readonly Membership[] }) {
  const { t } = useTranslation('groups')
  const format = useFormat()

  return (
    <>
      <Table.Td role="gridcell">
        <HeldBy owners={unit.owners} bonds={bonds} />
      </Table.Td>
      <Table.Td role="gridcell" className="kam-number">
        <OpenNumber label={t('columns.own')} text={format.money(unit.net)} opens_to={unit.opens_to} tabIndex={-1} />
      </Table.Td>
      <Table.Td role="gridcell" className="kam-number">
        <OpenNumber label={t('columns.rolled_up')} text={format.money(unit.rolled_up)} opens_to={unit.rolled_up_opens_to} tabIndex={-1} />
      </Table.Td>
      <Table.Td role="gridcell">{unit.manager?.name ?? t('nobody')}</Table.Td>
    </>
  )
}

/* It is in no sum of this branch, and says so. */
function TieCells({ tie }: { tie: Membership }) {
  const { t } = useTranslation('groups')
  const days = useSayDays()

  return (
    <>
      <Table.Td role="gridcell" c="dimmed">
        <Text span size="sm">
          <TieText tie={tie} more={days(tie)} />
        </Text>
      </Table.Td>
      <Table.Td role="gridcell" colSpan={3} c="dimmed">
        <Text span size="xs">
          {t(makesTree(tie.kind) ? 'tree.counts_elsewhere' : 'tree.counts_not')}
        </Text>
      </Table.Td>
    </>
  )
}

export function UnitRow({ row, bonds, branch, index, isOpen, isTabbed, onToggle, onFocus }: RowProps) {
  const hasChildren = branch.children.length > 0
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  const { unit, tie } = row

  return (
    <Table.Tr
      role="row"
      aria-level={branch.level}
      aria-rowindex={index + 2}
      aria-expanded={hasChildren ? isOpen : undefined}
      data-item={branch.id}
      data-tie={tie ? tie.kind : undefined}
      tabIndex={isTabbed ? 0 : -1}
      className={classes.unit}
      onFocus={onFocus}
    >
      <Table.Td role="gridcell">
        <span className={classes.name} style={{ paddingInlineStart: (branch.level - 1) * 20 }}>
          <span className={classes.chevron} onClick={hasChildren ? onToggle : undefined} aria-hidden>
            {hasChildren && <Chevron size={16} stroke={1.5} />}
          </span>
          <span>
            <Anchor
              component={Link}
              to={`/accounts/${accountOfRow(row).id}`}
              size="sm"
              tabIndex={-1}
              c={tie ? 'dimmed' : undefined}
              fs={tie ? 'italic' : undefined}
            >
              {branch.label}
            </Anchor>
            {unit?.city && (
              <Text span size="xs" c="dimmed" ml={6}>
                {unit.city}
              </Text>
            )}
          </span>
        </span>
      </Table.Td>
      {unit ? <UnitCells unit={unit} bonds={bonds} /> : <TieCells tie={tie} />}
    </Table.Tr>
  )
}
