/* The columns of the table of accounts. */
import { ActionIcon, Tooltip } from '@mantine/core'
import IconLayoutSidebarRight from '@tabler/icons-react/dist/esm/icons/IconLayoutSidebarRight.mjs'
import { Link } from '@tanstack/react-router'
import { type TFunction } from 'i18next'
import { type Field } from '@/api/records'
import { NOTHING, type Format } from '@/i18n/format'
import { type Column } from '@/ui/table/types'
import { accountOfRow } from '@/ui/figure/rows'
import { useUrlSearch } from '@/ui/url'
import { type AccountRow } from './accounts'
import { TierMark } from '@/ui/peek/TierMark'
import classes from './accounts.module.css'

export interface ColumnWords {
  t: TFunction<'accounts'>
  format: Format
}

interface Choices extends ColumnWords {
  currency: string | null
  byGroup: boolean
  /** The right to margins. */
  withMargin: boolean
  /** The field of the manager, when the reader may change it. */
  owner: Field | undefined
  onPeek(row: AccountRow): void
}

function Name({ row, t, onPeek }: { row: AccountRow; t: Choices['t']; onPeek: Choices['onPeek'] }) {
  const [search] = useUrlSearch()
  const place = accountOfRow(row.id, row.members, search)
  const label = t('peek.open', { name: row.name })

  return (
    <span className={classes.name}>
      <Link to={place.to} search={place.search as never} tabIndex={-1} className={classes.nameText} title={row.name}>
        {row.name}
      </Link>
      <Tooltip label={label}>
        <ActionIcon size={24} tabIndex={-1} className={classes.peekButton} aria-label={label} onClick={() => onPeek(row)}>
          <IconLayoutSidebarRight size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </span>
  )
}

/** What is expected, and between which bounds in 95 of 100 cases. */
function Forecast({ row, format }: { row: AccountRow; format: Format }) {
  const { forecast } = row

  if (!forecast?.total) return <>{NOTHING}</>
  return (
    <>
      {format.number(forecast.total.amount)}
      <span className={classes.bounds}>
        {format.short(forecast.lower?.amount)}–{format.short(forecast.upper?.amount)}
      </span>
    </>
  )
}

function Silence({ row, t, format }: { row: AccountRow } & ColumnWords) {
  if (row.days_silent === null) return <>{NOTHING}</>
  if (!row.is_silent) return <>{format.number(row.days_silent)}</>
  return (
    <span className={classes.bad} title={t('silent_why', { count: row.usual_gap_days ?? 0 })}>
      <b aria-hidden>! </b>
      {format.number(row.days_silent)}
      <span className="kam-visually-hidden"> {t('silent')}</span>
    </span>
  )
}

type Made = Omit<Column<AccountRow>, 'label' | 'hint'>

function madeOf(choices: Choices): Made[] {
  const { t, format, withMargin, owner, byGroup, onPeek } = choices
  const unit = choices.currency ?? undefined
  const money = { kind: 'money' as const, unit, width: 124, sortable: true }
  return [
    {
      id: 'name',
      kind: 'text',
      value: (row) => row.name,
      width: 250,
      sortable: true,
      card: 'title',
      render: (row) => <Name row={row} t={t} onPeek={onPeek} />,
    },
    { id: 'tier', kind: 'text', value: (row) => row.tier, width: 54, sortable: true, render: (row) => <TierMark tier={row.tier} /> },
    { id: 'net', ...money, value: (row) => row.net, card: 'figure' },
    { id: 'change_rate', kind: 'change', value: (row) => row.change_rate, width: 86, sortable: true, card: 'figure' },
    { id: 'trend', kind: 'spark', value: (row) => row.trend, width: 110 },
    { id: 'share', kind: 'percent', value: (row) => row.share, width: 70, sortable: true },
    {
      id: 'forecast',
      ...money,
      width: 228,
      value: (row) => row.forecast?.total ?? null,
      render: (row) => <Forecast row={row} format={format} />,
    },
    { id: 'alive', kind: 'percent', digits: 0, value: (row) => row.alive, width: 82, sortable: true },
    {
      id: 'manager',
      kind: 'reference',
      value: (row) => row.manager?.name,
      width: 146,
      sortable: true,
      edit: byGroup ? undefined : owner,
      card: 'detail',
    },
    {
      id: 'days_silent',
      kind: 'number',
      value: (row) => row.days_silent,
      width: 112,
      sortable: true,
      render: (row) => <Silence row={row} t={t} format={format} />,
    },
    ...(withMargin ? marginColumns(money) : []),
    { id: 'city', kind: 'text', value: (row) => row.city, width: 130, sortable: true, hidden: true, card: 'detail' },
    { id: 'last_purchase', kind: 'date', value: (row) => row.last_purchase, width: 118, sortable: true, hidden: true },
    { id: 'before', ...money, value: (row) => row.before, hidden: true },
    { id: 'change', ...money, value: (row) => row.change, hidden: true },
    { id: 'cumulative', kind: 'percent', value: (row) => row.cumulative, width: 112, sortable: true, hidden: true },
    { id: 'rank', kind: 'number', value: (row) => row.rank, width: 80, sortable: true, hidden: true },
    { id: 'class', kind: 'text', value: (row) => row.class, width: 80, sortable: true, hidden: true },
    { id: 'quantity', kind: 'number', value: (row) => row.quantity, width: 110, sortable: true, hidden: true },
    { id: 'lines', kind: 'number', value: (row) => row.lines, width: 90, sortable: true, hidden: true },
    { id: 'number', kind: 'text', value: (row) => (row.account ?? row.group)?.number, width: 110, sortable: true, hidden: true },
    { id: 'group', kind: 'text', value: (row) => row.group?.name, width: 180, sortable: true, hidden: true },
    { id: 'region', kind: 'text', value: (row) => row.region, width: 140, sortable: true, hidden: true },
    { id: 'country', kind: 'text', value: (row) => row.country, width: 90, sortable: true, hidden: true },
    ...(byGroup ? [{ id: 'members', kind: 'number' as const, value: (row: AccountRow) => row.members, width: 100, sortable: true }] : []),
  ]
}

const marginColumns = (money: { kind: 'money'; unit: string | undefined; width: number; sortable: boolean }): Made[] => [
  { id: 'margin_rate', kind: 'percent', value: (row) => row.margin_rate, width: 92, sortable: true },
  { id: 'margin', ...money, value: (row) => row.margin, hidden: true },
]

export const accountColumns = (choices: Choices): Column<AccountRow>[] =>
  madeOf(choices).map((column) => ({
    ...column,
    label: choices.t(`columns.${column.id}`),
    hint: choices.t(`hints.${column.id}`, { defaultValue: '' }) || undefined,
  }))
