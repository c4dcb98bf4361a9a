/* The first rows of a file as they stand, with a choice above each column of what it is, and a mark on what cannot be read. */
import { Badge, Group, NativeSelect, Switch, Text, Title, Tooltip } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { letterOf } from './choices'
import classes from './grid.module.css'
import { mapColumn } from './settings'
import { sayReason } from './reasons'
import type { Preview, PreviewRow } from './types'
import type { ImportState } from './useImport'
import { useFieldName } from './useFieldName'

type Column = Preview['columns'][number]

const NUMBERS = new Set(['quantity', 'net', 'cost'])
const UNREAD = 'grid-unread'

interface GridProps {
  state: ImportState
  preview: Preview
}

function ColumnHead({ state, preview, column }: GridProps & { column: Column }) {
  const { t } = useTranslation('import')
  const nameOf = useFieldName()
  const letter = letterOf(column.column)
  const field = preview.fields.find((one) => one.name === column.field)

  return (
    <th scope="col">
      <span className={classes.header} title={column.header}>
        <span className={classes.letter}>{letter}</span> {column.header}
      </span>
      <NativeSelect
        size="xs"
        aria-label={t('grid.is', { letter, header: column.header })}
        value={column.field ?? ''}
        data={[{ value: '', label: t('grid.leave_out') }, ...preview.fields.map((one) => ({ value: one.name, label: nameOf(one) }))]}
        onChange={(event) => state.setSettings(mapColumn(state.settings, preview, column.column, event.currentTarget.value || null))}
      />
      {field?.certainty === 'hint' && (
        <Tooltip label={t('grid.not_sure_why')} multiline w={260}>
          <Badge size="xs" color="yellow" variant="light" mt={4} tabIndex={0} autoContrast>
            {t('grid.not_sure')}
          </Badge>
        </Tooltip>
      )}
    </th>
  )
}

/* A value as it was read, written as the page's language writes it. */
function useValueOf() {
  const format = useFormat()

  return (field: string, value: unknown): string => {
    const text = value === null || value === undefined ? '' : String(value)
    if (!text) return ''
    if (field === 'date') return format.date(text)
    return NUMBERS.has(field) ? format.number(text, 2) : text
  }
}

interface RowProps {
  row: PreviewRow
  columns: readonly Column[]
  asRead: boolean
}

function OneRow({ row, columns, asRead }: RowProps) {
  const { t } = useTranslation('import')
  const valueOf = useValueOf()
  const values = row.values as Record<string, unknown> | null
  const whole = row.faults.find((fault) => fault.column === null)
  const note = row.skipped ? t(`skipped.${row.skipped}`) : whole && sayReason(whole.reason, t)
  const textOf = (column: Column) => {
    const cell = row.cells[column.column - 1] ?? ''
    const value = column.field ? values?.[column.field] : undefined
    return asRead && column.field && value !== undefined ? valueOf(column.field, value) : cell
  }

  return (
    <tr className={row.skipped ? classes.skipped : undefined}>
      <th scope="row">{row.row}</th>
      {columns.map((column, place) => {
        const fault = row.faults.find((one) => one.column === column.column)
        const kind = column.field && NUMBERS.has(column.field) ? classes.number : column.field ? '' : classes.unused
        return (
          <td key={column.column} className={fault ? classes.fault : kind}>
            <span className={classes.cell}>{textOf(column)}</span>
            {place === 0 && note && <span className={row.skipped ? classes.note : classes.reason}>{note}</span>}
            {fault && <span className={classes.reason}>{sayReason(fault.reason, t)}</span>}
          </td>
        )
      })}
    </tr>
  )
}

export function PreviewGrid({ state, preview }: GridProps) {
  const { t } = useTranslation('import')
  const [asRead, setAsRead] = useState(false)
  const { columns, rows } = preview
  const isUnread = rows.length > 0 && rows.every((row) => row.state === 'unread')

  return (
    <div>
      <Group justify="space-between" mb={4} gap="sm">
        <div>
          <Title order={2} id="first-rows">
            {t('grid.title')}
          </Title>
          <Text size="xs" c="dimmed" id={UNREAD}>
            {isUnread ? t('grid.unread') : t('grid.hint')}
          </Text>
        </div>
        <Switch
          size="xs"
          label={t('grid.read_as')}
          checked={asRead}
          disabled={isUnread}
          onChange={(event) => setAsRead(event.currentTarget.checked)}
        />
      </Group>
      {/* The region scrolls by itself, so that it can be reached by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classes.region} role="region" aria-labelledby="first-rows" tabIndex={0}>
        <table className={classes.grid} aria-describedby={UNREAD}>
          <thead>
            <tr>
              <th scope="col" className={classes.corner}>
                {t('grid.row')}
              </th>
              {columns.map((column) => (
                <ColumnHead key={column.column} state={state} preview={preview} column={column} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <OneRow key={row.row} row={row} columns={columns} asRead={asRead} />
            ))}
          </tbody>
        </table>
      </div>
      {columns.length >= 200 && (
        <Text size="xs" c="dimmed">
          {t('grid.more_columns', { n: columns.length })}
        </Text>
      )}
    </div>
  )
}
