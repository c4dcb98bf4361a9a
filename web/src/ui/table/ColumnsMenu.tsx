/* Which columns are shown, in which order, how wide, and how many stay: all that dragging does, without dragging. */
import { ActionIcon, Button, Checkbox, Group, Popover, ScrollArea, Stack, Text } from '@mantine/core'
import IconArrowDown from '@tabler/icons-react/dist/esm/icons/IconArrowDown.mjs'
import IconArrowUp from '@tabler/icons-react/dist/esm/icons/IconArrowUp.mjs'
import IconColumns3 from '@tabler/icons-react/dist/esm/icons/IconColumns3.mjs'
import IconMinus from '@tabler/icons-react/dist/esm/icons/IconMinus.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Arrangement } from './useArrangement'
import { type Column } from './types'

const STEP = 24

export function ColumnsMenu<Row>({ arrangement }: { arrangement: Arrangement<Row> }) {
  const { t } = useTranslation('table')
  const { all, shown } = arrangement

  return (
    <Popover position="bottom-end" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button variant="default" size="xs" leftSection={<IconColumns3 size={16} aria-hidden />}>
          {t('columns.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <ScrollArea.Autosize mah={420} type="auto">
          <Stack gap={0} w={320} pe="xs" role="list" aria-label={t('columns.title')}>
            {all.map((column) => (
              <ColumnRow key={column.id} column={column} at={shown.indexOf(column)} arrangement={arrangement} />
            ))}
          </Stack>
        </ScrollArea.Autosize>
        <Frozen arrangement={arrangement} />
        {arrangement.isChanged && (
          <Button variant="subtle" size="xs" fullWidth mt={4} onClick={arrangement.reset}>
            {t('columns.reset')}
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

function Small({ label, disabled, onClick, children }: { label: string; disabled?: boolean; onClick(): void; children: ReactNode }) {
  return (
    <ActionIcon size={26} aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      {children}
    </ActionIcon>
  )
}

function ColumnRow<Row>({ column, at, arrangement }: { column: Column<Row>; at: number; arrangement: Arrangement<Row> }) {
  const { t } = useTranslation('table')
  const { shown, show, move, resize, widthOf } = arrangement
  const isShown = at >= 0
  const words = { column: column.label }

  return (
    <Group role="listitem" justify="space-between" wrap="nowrap" gap={2} mih={30}>
      <Checkbox
        size="xs"
        label={column.label}
        checked={isShown}
        disabled={isShown && shown.length === 1}
        onChange={(event) => show(column.id, event.currentTarget.checked)}
      />
      {isShown && (
        <Group gap={0} wrap="nowrap">
          <Small label={t('columns.up', words)} disabled={at === 0} onClick={() => move(column.id, at - 1)}>
            <IconArrowUp size={15} />
          </Small>
          <Small label={t('columns.down', words)} disabled={at === shown.length - 1} onClick={() => move(column.id, at + 1)}>
            <IconArrowDown size={15} />
          </Small>
          <Small label={t('columns.narrower', words)} onClick={() => resize(column.id, widthOf(column) - STEP)}>
            <IconMinus size={15} />
          </Small>
          <Small label={t('columns.wider', words)} onClick={() => resize(column.id, widthOf(column) + STEP)}>
            <IconPlus size={15} />
          </Small>
        </Group>
      )}
    </Group>
  )
}

function Frozen<Row>({ arrangement }: { arrangement: Arrangement<Row> }) {
  const { t } = useTranslation('table')
  const { frozen, freeze, shown } = arrangement

  return (
    <Group justify="space-between" wrap="nowrap" mt={6} pt={6} style={{ borderTop: '1px solid var(--kam-line)' }}>
      <Text size="xs" role="status">
        {frozen === 0 ? t('columns.frozen_none') : t('columns.frozen', { count: frozen })}
      </Text>
      <Group gap={0} wrap="nowrap">
        <Small label={t('columns.fewer')} disabled={frozen === 0} onClick={() => freeze(frozen - 1)}>
          <IconMinus size={15} />
        </Small>
        <Small label={t('columns.more')} disabled={frozen >= shown.length - 1} onClick={() => freeze(frozen + 1)}>
          <IconPlus size={15} />
        </Small>
      </Group>
    </Group>
  )
}
