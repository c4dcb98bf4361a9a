/* What a file was recognised as, each thing mended in place; how many rows can be read; everything found out, and why. */
import { Group, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { AMOUNTS, DATE_ORDERS, DECIMALS, DELIMITERS, ENCODINGS, LANGUAGES, PRESETS, wordsOf, type Choice } from './choices'
import { CommitInput } from './CommitInput'
import classes from './import.module.css'
import { profilesQuery } from './requests'
import { SaveProfile } from './SaveProfile'
import { Scroll } from './Scroll'
import { setOne, type SettingName } from './settings'
import { Statement } from './Statement'
import type { Preview } from './types'
import { useCount } from './useCount'
import type { ImportState } from './useImport'

const rowsOf = ({ first, last }: { first: number; last: number }) => (first === last ? `${first}` : `${first}–${last}`)

interface PartProps {
  state: ImportState
  preview: Preview
}

function useStatement({ state }: PartProps) {
  const { t } = useTranslation('import')

  return (name: SettingName, label: string, choices: readonly Choice[], found: string | null) => (
    <Statement
      key={name}
      label={label}
      choices={choices}
      asked={state.settings[name] ?? ''}
      found={found === null ? null : wordsOf(choices, found, t)}
      onChange={(value) => state.setSettings(setOne(state.settings, name, value))}
    />
  )
}

/* How the table is written; the same for every kind. */
function TableStatements(props: PartProps) {
  const { t } = useTranslation('import')
  const statement = useStatement(props)
  const { source, header } = props.preview
  const { settings, setSettings } = props.state
  const sheets = source.sheets.map((name) => ({ value: name, label: name }))
  const rows = header && rowsOf(header)

  return (
    <>
      {source.format === 'csv' && statement('encoding', t('reading.encoding'), ENCODINGS, source.encoding)}
      {source.format === 'csv' && statement('delimiter', t('reading.delimiter'), DELIMITERS, source.delimiter)}
      {sheets.length > 1 && statement('sheet', t('reading.sheet'), sheets, t('reading.all_sheets'))}
      {source.format !== 'ubl' && (
        <CommitInput
          label={t('reading.header_row')}
          value={settings.header_row ?? ''}
          placeholder={rows ?? t('reading.no_header')}
          pattern={/^\d*$/}
          inputMode="numeric"
          onCommit={(value) => setSettings(setOne(settings, 'header_row', value))}
        />
      )}
    </>
  )
}

/* How lines of invoices are written. */
function SalesStatements(props: PartProps) {
  const { t } = useTranslation('import')
  const statement = useStatement(props)
  const { reading, columns } = props.preview
  const { settings, setSettings } = props.state
  const currency = reading.currency ?? t(columns.some((one) => one.field === 'currency') ? 'fields.currency' : 'reading.none')

  return (
    <>
      {statement('date_order', t('reading.date_order'), DATE_ORDERS, reading.date_order)}
      {statement('decimal', t('reading.decimal'), DECIMALS, reading.decimal)}
      {statement('gross', t('reading.amounts'), AMOUNTS, reading.net_rule && t(`amounts.rule_${reading.net_rule}`))}
      <CommitInput
        label={t('reading.currency')}
        value={settings.currency ?? ''}
        placeholder={currency}
        pattern={/^([A-Z]{3})?$/}
        upperCase
        onCommit={(value) => setSettings(setOne(settings, 'currency', value))}
      />
      {statement('preset', t('reading.preset'), PRESETS, reading.preset ?? t('reading.none'))}
    </>
  )
}

/* By which saved profile of its kind it is read. */
function ProfileStatement(props: PartProps) {
  const { t } = useTranslation('import')
  const statement = useStatement(props)
  const { data = [] } = useQuery(profilesQuery)
  const profiles = data.filter(({ kind }) => kind === props.preview.kind).map(({ name }) => ({ value: name, label: name }))

  return profiles.length > 0 && statement('profile', t('reading.profile'), profiles, t('reading.none'))
}

/* "Text (CSV), Windows-1250, divided by semicolons; names of columns in row 1; dates: day, month, year; decimal sign: comma." */
function useSentence({ source, header, reading }: Preview): string {
  const { t } = useTranslation('import')
  const format = t(`formats.${source.format}`)
  const rows = header && rowsOf(header)
  const file = [
    source.compression && source.format === 'csv' ? t('packed', { format, packing: source.compression }) : format,
    source.format === 'csv' && source.encoding && wordsOf(ENCODINGS, source.encoding, t),
    source.delimiter && t('sentence.delimiter', { delimiter: wordsOf(DELIMITERS, source.delimiter, t) }),
  ]
  const parts = [
    file.filter(Boolean).join(', '),
    source.format !== 'ubl' && (rows ? t('sentence.header', { rows }) : t('sentence.no_header')),
    reading.date_order && t('sentence.dates', { order: t(`date_orders.${reading.date_order}`) }),
    reading.decimal && t(reading.decimal === ',' ? 'sentence.comma' : 'sentence.point'),
    reading.preset && t('sentence.preset', { preset: wordsOf(PRESETS, reading.preset, t) }),
  ]
  return `${parts.filter(Boolean).join('; ')}.`
}

function RowsSentence({ preview: { counts } }: { preview: Preview }) {
  const count = useCount()
  const all = counts.taken + counts.refused + counts.skipped
  const parts = [
    count('reading.taken', counts.taken),
    ...(counts.refused ? [count('reading.refused', counts.refused)] : []),
    ...(counts.skipped ? [count('reading.skipped', counts.skipped)] : []),
  ]

  if (all === 0) return null
  return (
    <Text size="sm" mt="sm" role="status">
      {count(counts.is_whole ? 'reading.looked_whole' : 'reading.looked_at', all)}
      {parts.join(', ')}.
    </Text>
  )
}

function Findings({ preview }: { preview: Preview }) {
  const { t } = useTranslation('import')

  if (preview.findings.length === 0) return null
  return (
    <details style={{ marginTop: 'var(--mantine-spacing-sm)' }}>
      <summary style={{ cursor: 'pointer', fontSize: 'var(--mantine-font-size-xs)', minHeight: 24 }}>{t('reading.why')}</summary>
      <Scroll label={t('reading.why')} minWidth={480}>
        <Table fz="xs" verticalSpacing={3}>
          <Table.Thead>
            <Table.Tr>
              {(['why_what', 'why_value', 'why_reason'] as const).map((key) => (
                <Table.Th key={key}>{t(`reading.${key}`)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody lang="en">
            {preview.findings.map((finding, index) => (
              <Table.Tr key={index}>
                <Table.Td>{finding.what}</Table.Td>
                <Table.Td>{finding.value}</Table.Td>
                <Table.Td>{finding.why}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroll>
    </details>
  )
}

export function Recognition({ state, preview }: PartProps) {
  const { t } = useTranslation('import')
  const statement = useStatement({ state, preview })
  const sentence = useSentence(preview)
  const isSales = preview.kind === 'sales'
  const isRecords = !isSales && preview.kind !== 'accounts' && preview.kind !== 'products'

  return (
    <section className={classes.card} aria-labelledby="recognised">
      <Group justify="space-between" mb="sm">
        <div>
          <Title order={2} id="recognised">
            {t('reading.title')}
          </Title>
          <Text size="sm">{sentence}</Text>
        </div>
        {preview.fault === null && <SaveProfile state={state} />}
      </Group>
      <div className={classes.statements}>
        <TableStatements state={state} preview={preview} />
        {isSales && <SalesStatements state={state} preview={preview} />}
        {isRecords && statement('language', t('reading.language'), LANGUAGES, preview.reading.language)}
        <ProfileStatement state={state} preview={preview} />
      </div>
      <RowsSentence preview={preview} />
      <Findings preview={preview} />
    </section>
  )
}
