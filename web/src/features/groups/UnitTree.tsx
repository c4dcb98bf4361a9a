/* The companies of a group as a tree with their figures: what each buys itself, and what with all below it. Walked by arrows. */
import { Anchor, Paper, Table, Text, Title } from '@mantine/core'
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { useOpenPath } from '@/ui/figure/lines'
import { SourceButton } from '@/ui/figure/SourceButton'
import { Wide } from '@/ui/figure/Wide'
import { growForest, seenBranches, stepOf, type Branch } from '@/ui/tree/forest'
import { titleOf, type OneGroup, type Unit } from './groups'
import { HeldBy } from './HeldBy'
import classes from './groups.module.css'

/* What is small is shown open at once. */
const SMALL = 60

interface RowProps {
  unit: Unit
  branch: Branch
  isOpen: boolean
  isTabbed: boolean
  onToggle(): void
  onFocus(): void
}

function Row({ unit, branch, isOpen, isTabbed, onToggle, onFocus }: RowProps) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const open = useOpenPath()
  const hasChildren = branch.children.length > 0
  const Chevron = isOpen ? IconChevronDown : IconChevronRight

  return (
    <Table.Tr
      role="row"
      aria-level={branch.level}
      aria-expanded={hasChildren ? isOpen : undefined}
      data-item={branch.id}
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
            <Anchor component={Link} to={`/accounts/${branch.id}`} size="sm" tabIndex={-1}>
              {branch.label}
            </Anchor>
            {unit.city && (
              <Text span size="xs" c="dimmed" ml={6}>
                {unit.city}
              </Text>
            )}
          </span>
        </span>
      </Table.Td>
      <Table.Td role="gridcell">
        <HeldBy owners={unit.owners} />
      </Table.Td>
      <Table.Td role="gridcell" className="kam-number">
        <Anchor component="button" type="button" size="sm" className="kam-number" tabIndex={-1} onClick={() => open(unit.opens_to)}>
          {format.money(unit.net)}
        </Anchor>
      </Table.Td>
      <Table.Td role="gridcell" className="kam-number">
        {format.money(unit.rolled_up)}
      </Table.Td>
      <Table.Td role="gridcell">{unit.manager?.name ?? t('nobody')}</Table.Td>
    </Table.Tr>
  )
}

function useWalk(forest: readonly Branch[]) {
  const navigate = useNavigate()
  const count = seenBranches(forest, new Set(allOf(forest))).length
  const [toggled, setToggled] = useState<ReadonlySet<string> | null>(null)
  const open = useMemo(() => toggled ?? new Set(count <= SMALL ? allOf(forest) : forest.map(({ id }) => id)), [toggled, count, forest])
  const [at, setAt] = useState<string | null>(null)
  const body = useRef<HTMLTableSectionElement>(null)
  const seen = seenBranches(forest, open)
  const set = (id: string, isOpen: boolean) => {
    const next = new Set(open)
    if (isOpen) next.add(id)
    else next.delete(id)
    setToggled(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const id = (event.target as HTMLElement).dataset.item
    if (!id) return
    if (event.key === 'Enter') return void navigate({ to: `/accounts/${id}` })
    const step = stepOf(seen, open, id, event.key)
    if (!step) return
    event.preventDefault()
    if (step.focus) body.current?.querySelector<HTMLElement>(`[data-item="${step.focus}"]`)?.focus()
    if (step.open) set(step.open, true)
    if (step.close) set(step.close, false)
  }
  const tabbed = seen.some(({ id }) => id === at) ? at : seen[0]?.id
  return { seen, open, set, setAt, tabbed, body, onKeyDown }
}

const allOf = (forest: readonly Branch[]): string[] => forest.flatMap(({ id, children }) => [id, ...allOf(children)])

export function UnitTree({ group }: { group: OneGroup }) {
  const { t } = useTranslation('groups')
  const units = useMemo(() => new Map(group.units.map((unit) => [unit.account.id, unit])), [group])
  const forest = useMemo(
    () => growForest(group.units.map(({ account, parent_id }) => ({ id: account.id, parent: parent_id, label: titleOf(account) }))),
    [group],
  )
  const { seen, open, set, setAt, tabbed, body, onKeyDown } = useWalk(forest)

  return (
    <Paper component="section" withBorder p="sm" aria-label={t('tree.title')}>
      <SourceButton title={t('tree.title')} source={group.source} formula={t('formula.tree')}>
        <Title order={2}>{t('tree.title')}</Title>
        <Text size="xs" c="dimmed" className="kam-no-print">
          {t('tree.help')}
        </Text>
      </SourceButton>
      <Wide label={t('tree.title')} min={720}>
        <Table verticalSpacing={3} role="treegrid" aria-label={t('tree.title')} onKeyDown={onKeyDown}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('columns.company')}</Table.Th>
              <Table.Th>{t('columns.held_by')}</Table.Th>
              <Table.Th className="kam-number">{t('columns.own')}</Table.Th>
              <Table.Th className="kam-number">{t('columns.rolled_up')}</Table.Th>
              <Table.Th>{t('columns.manager')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody ref={body}>
            {seen.map((branch) => (
              <Row
                key={branch.id}
                branch={branch}
                unit={units.get(branch.id) as Unit}
                isOpen={open.has(branch.id)}
                isTabbed={tabbed === branch.id}
                onToggle={() => set(branch.id, !open.has(branch.id))}
                onFocus={() => setAt(branch.id)}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
    </Paper>
  )
}
