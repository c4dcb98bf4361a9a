/* The companies of a group as a tree with their figures: what each buys itself, and what with all below it. Walked by arrows. */
import { Anchor, Group, Paper, Table, Text, Title } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { SourceButton } from '@/ui/figure/SourceButton'
import { WideRows } from '@/ui/figure/WideRows'
import type { OneGroup } from './groups'
import { UnitRow } from './UnitRow'
import { accountOfRow, treeOf, type TreeRow } from './unitTree'
import { useWalk } from './useWalk'

const ROW = 31
/* More rows than that scroll by themselves. */
const SCROLLS = 40

function Head() {
  const { t } = useTranslation('groups')

  return (
    <Table.Thead>
      <Table.Tr>
        <Table.Th>{t('columns.company')}</Table.Th>
        <Table.Th>{t('columns.held_by')}</Table.Th>
        <Table.Th className="kam-number">{t('columns.own')}</Table.Th>
        <Table.Th className="kam-number">{t('columns.rolled_up')}</Table.Th>
        <Table.Th>{t('columns.manager')}</Table.Th>
      </Table.Tr>
    </Table.Thead>
  )
}

function OpenAll({ onAll }: { onAll(isOpen: boolean): void }) {
  const { t } = useTranslation('groups')

  return (
    <Group gap="sm" className="kam-no-print">
      <Text size="xs" c="dimmed">
        {t('tree.help')}
      </Text>
      {[true, false].map((isOpen) => (
        <Anchor key={String(isOpen)} component="button" type="button" size="xs" mih={24} onClick={() => onAll(isOpen)}>
          {t(isOpen ? 'tree.open_all' : 'tree.close_all')}
        </Anchor>
      ))}
    </Group>
  )
}

export function UnitTree({ group }: { group: OneGroup }) {
  const { t } = useTranslation('groups')
  const { forest, rows, bonds } = useMemo(() => treeOf(group), [group])
  const rowOf = (id: string) => rows.get(id) as TreeRow
  const { seen, open, set, setAll, setAt, kept, tabbed, body, onKeyDown } = useWalk(
    forest,
    (id) => `/accounts/${accountOfRow(rowOf(id)).id}`,
  )

  return (
    <Paper component="section" withBorder p="sm" aria-label={t('tree.title')}>
      <SourceButton title={t('tree.title')} source={group.source} formula={t('formula.tree')}>
        <Title order={2}>{t('tree.title')}</Title>
        <OpenAll onAll={setAll} />
      </SourceButton>
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys are of the rows in it */}
      <div ref={body} onKeyDown={onKeyDown}>
        <WideRows
          label={t('tree.title')}
          min={760}
          max_height={seen.length > SCROLLS ? 640 : undefined}
          count={seen.length}
          row_height={ROW}
          role="treegrid"
          kept={kept}
          head={<Head />}
        >
          {(index) => {
            const branch = seen[index]
            if (!branch) return null
            return (
              <UnitRow
                branch={branch}
                row={rowOf(branch.id)}
                bonds={bonds.get(branch.id) ?? []}
                index={index}
                isOpen={open.has(branch.id)}
                isTabbed={tabbed === branch.id}
                onToggle={() => set(branch.id, !open.has(branch.id))}
                onFocus={() => setAt(branch.id)}
              />
            )
          }}
        </WideRows>
      </div>
    </Paper>
  )
}
