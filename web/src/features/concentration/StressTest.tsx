/* What is left of sales and profit without those that are ticked, and how few would be too many. */
import { Anchor, Button, Group, MultiSelect, Stack, Text } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { useUrlSearch } from '@/ui/url'
import { numberOf, type Holder, type Rows } from './concentration'
import { byOf, fixedCostOf } from './place'
import { leastToBreak, leftWithout, type Left } from './reckon'
import classes from './concentration.module.css'

interface StressProps {
  rows: Rows
  lost: readonly string[]
  onLost(ids: readonly string[]): void
}

interface BarProps {
  label: string
  before: number
  after: number
  /** The fixed cost, where it is said. */
  mark?: number | null
  text: string
}

function Bar({ label, before, after, mark, text }: BarProps) {
  const most = Math.max(before, after, mark ?? 0, 1)
  const width = (value: number) => `${(Math.max(0, value) / most) * 100}%`

  return (
    <>
      <span>{label}</span>
      <span className={classes.track} aria-hidden>
        <span className={`${classes.bar} ${classes.before}`} style={{ width: width(before) }} />
        <span className={classes.bar} style={{ width: width(after), insetBlock: 3 }} />
        {mark && <span className={classes.mark} style={{ insetInlineStart: width(mark) }} />}
      </span>
      <span className="kam-number">{text}</span>
    </>
  )
}

/* Words for the fixed cost: how often profit pays it, and what is missing. */
function Covered({ before, after, fixed, currency }: { before: Left; after: Left; fixed: number; currency: string | null }) {
  const { t } = useTranslation('concentration')
  const format = useFormat()

  if (after.covered === null || after.margin === null) return null
  const words = { before: format.number(before.covered, 2), after: format.number(after.covered, 2) }
  const missing = format.money({ amount: String(fixed - after.margin), currency })
  return <>{after.covered >= 1 ? t('stress.covered', words) : t('stress.uncovered', { ...words, missing })}</>
}

function Result({ rows, lost, total }: { rows: Rows; lost: readonly string[]; total: { net: number; margin: number | null } }) {
  const { t } = useTranslation('concentration')
  const format = useFormat()
  const [search] = useUrlSearch()
  const fixed = fixedCostOf(search)
  const currency = rows.net?.currency ?? null
  const money = (value: number) => format.money({ amount: String(value), currency })
  const before = leftWithout(rows.holders, total, new Set(), fixed)
  const points = ({ hhi }: Left) => format.number(hhi === null ? null : hhi * 10_000)
  const after = leftWithout(rows.holders, total, new Set(lost), fixed)

  return (
    <div data-left={after.net.toFixed(2)} data-left-margin={after.margin?.toFixed(2)}>
      <div className={classes.bars}>
        <Bar
          label={t('columns.revenue')}
          before={before.net}
          after={after.net}
          text={t('stress.of', { after: money(after.net), before: money(before.net) })}
        />
        {before.margin !== null && after.margin !== null && (
          <Bar
            label={t('columns.profit')}
            before={before.margin}
            after={after.margin}
            mark={fixed}
            text={t('stress.of', { after: money(after.margin), before: money(before.margin) })}
          />
        )}
      </div>
      <Text component="p" size="sm" m={0} mt="xs" aria-live="polite">
        {lost.length === 0
          ? t('stress.none')
          : t(`stress.left_${byOf(search)}`, {
              count: lost.length,
              net: format.percent(after.net / before.net),
              margin: before.margin && after.margin !== null ? format.percent(after.margin / before.margin) : null,
              context: before.margin && after.margin !== null ? undefined : 'net',
            })}{' '}
        {lost.length > 0 && t('stress.hhi', { before: points(before), after: points(after) })}{' '}
        {fixed !== null && <Covered before={before} after={after} fixed={fixed} currency={currency} />}
      </Text>
    </div>
  )
}

/* The fewest that must not be lost together. */
function Least({ rows, margin, onLost }: { rows: Rows; margin: number; onLost: StressProps['onLost'] }) {
  const { t } = useTranslation('concentration')
  const [search] = useUrlSearch()
  const fixed = fixedCostOf(search) as number
  const least = useMemo(() => leastToBreak(rows.holders, margin, fixed), [rows, margin, fixed])

  if (!least) return <Text size="sm">{t(margin < fixed ? 'stress.not_covered_now' : 'stress.never')}</Text>
  const names = least.slice(0, 8).map(({ name }) => name)
  const rest = least.length - names.length
  return (
    <Text size="sm" component="p" m={0} data-least={least.map(({ id }) => id).join(',')}>
      {t(`stress.least_${byOf(search)}`, { count: least.length, names: names.join(', ') })}{' '}
      {rest > 0 && t('stress.least_more', { count: rest })}{' '}
      <Anchor
        component="button"
        type="button"
        size="sm"
        mih={24}
        className="kam-no-print"
        onClick={() => onLost(least.map(({ id }) => id))}
      >
        {t('stress.tick_them')}
      </Anchor>
    </Text>
  )
}

const nameOf = (holder: Holder) => ({ value: holder.id, label: holder.name })

export function StressTest({ rows, lost, onLost }: StressProps) {
  const { t } = useTranslation('concentration')
  const [search] = useUrlSearch()
  const names = useMemo(() => rows.holders.map(nameOf), [rows])
  const total = { net: numberOf(rows.net) ?? 0, margin: numberOf(rows.margin) }

  return (
    <Stack gap="xs" mb="md" component="section" aria-label={t('stress.title')} className="kam-keep-together">
      <Group justify="space-between" align="flex-end">
        <MultiSelect
          size="xs"
          flex="1 1 260px"
          maw={720}
          label={t('stress.title')}
          placeholder={lost.length === 0 ? t('stress.choose') : undefined}
          data={names}
          value={[...lost].filter((id) => names.some(({ value }) => value === id))}
          onChange={onLost}
          limit={40}
          searchable
          hidePickedOptions
        />
        {lost.length > 0 && (
          <Button size="xs" variant="default" className="kam-no-print" onClick={() => onLost([])}>
            {t('stress.clear')}
          </Button>
        )}
      </Group>
      <Result rows={rows} lost={lost} total={total} />
      {fixedCostOf(search) !== null && total.margin !== null && <Least rows={rows} margin={total.margin} onLost={onLost} />}
    </Stack>
  )
}
