/* What it buys: products or categories, with what became of each against the days before. */
import { Anchor, Badge, Table, Text } from '@mantine/core'
import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { ChangeText } from '@/ui/figure/Figure'
import { useOpenPath } from '@/ui/figure/lines'
import { Wide } from '@/ui/figure/Wide'
import { useUrlState } from '@/ui/url'
import { STATE_OF, type Piece, type Pieces as All, type State } from './account'
import classes from './account.module.css'

const TONES: Record<State, string> = {
  new: classes.good ?? '',
  back: classes.good ?? '',
  growing: classes.good ?? '',
  steady: '',
  falling: classes.bad ?? '',
  stopped: classes.bad ?? '',
}
const FIRST = 25
/* Of the figures; the others wait for a wider screen. */
const ON_A_TELEPHONE = new Set(['net', 'change_rate'])

interface StateFilterProps {
  states: Record<State, number>
  chosen: State | null
  onChoose(state: State | null): void
}

/* Which states there are, as buttons that show these alone. */
function StateFilter({ states, chosen, onChoose }: StateFilterProps) {
  const { t } = useTranslation('account')
  const known = (Object.keys(states) as State[]).filter((state) => states[state] > 0)

  return (
    <div className={`${classes.states} kam-no-print`}>
      {known.map((state) => (
        <Badge
          key={state}
          component="button"
          type="button"
          variant={chosen === state ? 'filled' : 'default'}
          tt="none"
          size="lg"
          radius="sm"
          aria-pressed={chosen === state}
          onClick={() => onChoose(chosen === state ? null : state)}
        >
          {t(`states.${state}`)} {states[state]}
        </Badge>
      ))}
    </div>
  )
}

interface RowProps {
  piece: Piece
  name: string
  has_margin: boolean
  trend?: ReactNode
}

function Row({ piece, name, has_margin, trend }: RowProps) {
  const { t } = useTranslation('account')
  const format = useFormat()
  const open = useOpenPath()

  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component="button" type="button" size="sm" ta="start" onClick={() => open(piece.opens_to)}>
          {name}
        </Anchor>
      </Table.Td>
      <Table.Td className={TONES[piece.state]} visibleFrom="sm">
        {t(`states.${piece.state}`)}
      </Table.Td>
      {trend !== undefined && (
        <Table.Td visibleFrom="sm" className="kam-no-print">
          {trend}
        </Table.Td>
      )}
      <Table.Td className="kam-number">{format.money(piece.net)}</Table.Td>
      <Table.Td className="kam-number" visibleFrom="sm">
        {format.money(piece.before)}
      </Table.Td>
      <Table.Td className="kam-number">
        {piece.change_rate === null ? format.change(null) : <ChangeText rate={piece.change_rate} against="" />}
      </Table.Td>
      <Table.Td className="kam-number" visibleFrom="sm">
        {format.percent(piece.share)}
      </Table.Td>
      {has_margin && (
        <Table.Td className="kam-number" visibleFrom="sm">
          {format.percent(piece.margin_rate)}
        </Table.Td>
      )}
    </Table.Tr>
  )
}

interface PiecesProps {
  pieces: All
  /** What a row is: 'product' or 'category'. */
  of: 'product' | 'category'
  trendOf?(piece: Piece): ReactNode
}

const isState = (text: string): text is State => text in TONES

/** What is chosen of products or categories, as it stands in the address: those of one state, or all. */
export function useChoice(of: 'product' | 'category') {
  const [state, setState] = useUrlState(STATE_OF[of])
  const [all, setAll] = useUrlState(`all_${of}`)
  return { chosen: isState(state) ? state : null, choose: setState, all: all !== '', showAll: () => setAll('1') }
}

export function Pieces({ pieces, of, trendOf }: PiecesProps) {
  const { t } = useTranslation('account')
  const { chosen, choose, all, showAll } = useChoice(of)
  const has_margin = pieces.items.some((piece) => piece.margin_rate !== undefined)
  const fitting = pieces.items.filter((piece) => chosen === null || piece.state === chosen)
  const shown = all ? fitting : fitting.slice(0, FIRST)
  const nameOf = (piece: Piece) =>
    (of === 'product' ? [piece.product?.number, piece.product?.name].filter(Boolean).join(' ') : piece.category) || t(`no_${of}`)

  return (
    <>
      <StateFilter states={pieces.states} chosen={chosen} onChoose={choose} />
      <Wide label={t(of === 'product' ? 'products.title' : 'categories.title')} min={330}>
        <Table verticalSpacing={4} className={classes.pieces}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t(`columns.${of}`)}</Table.Th>
              <Table.Th visibleFrom="sm">{t('columns.state')}</Table.Th>
              {trendOf && (
                <Table.Th visibleFrom="sm" className="kam-no-print">
                  {t('columns.trend')}
                </Table.Th>
              )}
              {['net', 'before', 'change_rate', 'share', ...(has_margin ? ['margin_rate'] : [])].map((name) => (
                <Table.Th key={name} className="kam-number" visibleFrom={ON_A_TELEPHONE.has(name) ? undefined : 'sm'}>
                  {t(`columns.${name}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((piece) => (
              <Row key={nameOf(piece)} piece={piece} name={nameOf(piece)} has_margin={has_margin} trend={trendOf?.(piece)} />
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
      {fitting.length > shown.length && (
        <Anchor component="button" type="button" size="sm" mt="xs" className="kam-no-print" onClick={showAll}>
          {t('show_all', { count: chosen === null ? pieces.rows : fitting.length })}
        </Anchor>
      )}
      {(all || chosen !== null) && pieces.rows > pieces.items.length && (
        <Text size="xs" c="dimmed" mt="xs">
          {t('first_of', { count: pieces.items.length, of: pieces.rows })}
        </Text>
      )}
    </>
  )
}
