/* The switch of rows: companies or groups; of groups as of when, and how far they are rolled up. All stands in the address. Lists are
 * the browser's own: the first page is lighter by them. */
import { Group, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useUrlSearch } from '@/ui/url'
import { DEEPEST, isDay, rowsOf, rowsQuery, type Rows } from './rows'

const NONE = { by: undefined, groups: undefined, depth: undefined }

/** What is asked for, and what changes it. */
export function useRows(): [Rows, (changes: Partial<Rows>) => void] {
  const [search, change] = useUrlSearch()
  const rows = rowsOf(search)
  return [rows, (changes) => change({ ...NONE, ...rowsQuery({ ...rows, ...changes }) })]
}

interface RowsSwitchProps {
  /** The last day of the data: what a day is looked for from. */
  asOf: string | null | undefined
  /** Of one account: it alone, or with all companies below it. */
  ofOne?: boolean
}

export function RowsSwitch({ asOf, ofOne = false }: RowsSwitchProps) {
  const { t } = useTranslation('figure')
  const [rows, set] = useRows()
  const words = ofOne ? 'companies' : 'rows'

  return (
    <Group gap="xs">
      <SegmentedControl
        size="xs"
        aria-label={t(`${words}.label`)}
        data={(['account', 'group'] as const).map((value) => ({ value, label: t(`${words}.${value}`) }))}
        value={rows.by}
        onChange={(by) => set({ by: by as Rows['by'] })}
      />
      {rows.by === 'group' && <Time rows={rows} set={set} asOf={asOf ?? null} />}
      {rows.by === 'group' && !ofOne && <Depth rows={rows} set={set} />}
    </Group>
  )
}

interface PartProps {
  rows: Rows
  set(changes: Partial<Rows>): void
}

function Time({ rows, set, asOf }: PartProps & { asOf: string | null }) {
  const { t } = useTranslation('figure')
  const onDay = isDay(rows.groups)
  // The end of the year before is what people ask for first.
  const first = `${Number((asOf ?? new Date().toISOString()).slice(0, 4)) - 1}-12-31`

  return (
    <>
      <NativeSelect
        size="xs"
        w={130}
        aria-label={t('rows.when')}
        data={['today', 'then', 'day'].map((value) => ({ value, label: t(`rows.${value}`) }))}
        value={onDay ? 'day' : rows.groups}
        onChange={({ currentTarget: { value } }) => set({ groups: value === 'day' ? first : value })}
      />
      {onDay && (
        <TextInput
          type="date"
          size="xs"
          w={140}
          required
          aria-label={t('rows.which_day')}
          defaultValue={rows.groups}
          key={rows.groups}
          onChange={({ currentTarget: { value } }) => isDay(value) && value >= '1900' && set({ groups: value })}
        />
      )}
    </>
  )
}

function Depth({ rows, set }: PartProps) {
  const { t } = useTranslation('figure')
  const depths = Array.from({ length: Math.max(DEEPEST, rows.depth) + 1 }, (_, depth) => depth)

  return (
    <NativeSelect
      size="xs"
      w={180}
      aria-label={t('rows.depth')}
      data={depths.map((depth) => ({ value: String(depth), label: depth === 0 ? t('rows.head') : t('rows.below', { count: depth }) }))}
      value={String(rows.depth)}
      onChange={({ currentTarget: { value } }) => set({ depth: Number(value) })}
    />
  )
}
