/* The list: place, account, score made of its parts, how sure, what other methods say, last year's place, what was decided. A line is
 * drawn below the last place. */
import { Button, Group, Paper, SegmentedControl, Table, Title } from '@mantine/core'
import { Fragment, memo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { Wide } from '@/ui/figure/Wide'
import { useUrlState } from '@/ui/url'
import { type Decision } from './decisions'
import { Disagreements } from './Disagreements'
import { RankRow } from './RankRow'
import classes from './selection.module.css'
import { type Criterion, type Selection } from './selection'
import { nameOf } from './words'

const FIRST_SHOWN = 50

interface RankTableProps {
  answer: Selection
  before: Map<string, number>
  decisions: Map<string, Decision>
  isStale: boolean
  lit: string | null
  onLight(code: string | null): void
  onWhy(id: string): void
  onPeek(id: string): void
  onDecide(id: string): void
}

/* Up and down go to the same thing of the row above and below. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const here = (event.target as HTMLElement).closest<HTMLElement>('[data-at]')
  if (step === 0 || !here) return
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(`[data-at="${here.dataset.at ?? ''}"]`)]
  const next = all[all.indexOf(here) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
  next.scrollIntoView({ block: 'nearest' })
}

function Parts({ criteria, onLight }: { criteria: readonly Criterion[]; onLight(code: string | null): void }) {
  const { i18n } = useTranslation()

  return (
    <div className={classes.legend}>
      {criteria.map((criterion, c) =>
        criterion.weight > 0 ? (
          <span key={criterion.code} onPointerEnter={() => onLight(criterion.code)} onPointerLeave={() => onLight(null)}>
            <span className={classes.swatch}>
              <span className={classes.part} data-c={Math.min(7, c)} style={{ display: 'block', width: '100%' }} aria-hidden />
            </span>
            {nameOf(criterion, i18n.language)}
          </span>
        ) : null,
      )}
    </div>
  )
}

function Head({ criteria, asFigures }: { criteria: readonly Criterion[]; asFigures: boolean }) {
  const { t, i18n } = useTranslation('selection')

  return (
    <Table.Thead>
      <Table.Tr>
        <Table.Th className="kam-number">{t('columns.rank')}</Table.Th>
        <Table.Th>{t('columns.account')}</Table.Th>
        <Table.Th className="kam-number">{t('columns.score')}</Table.Th>
        {asFigures ? (
          criteria.map((criterion) => (
            <Table.Th key={criterion.code} className="kam-number" style={{ whiteSpace: 'normal' }}>
              {nameOf(criterion, i18n.language)}
            </Table.Th>
          ))
        ) : (
          <Table.Th style={{ width: '30%' }}>{t('columns.made_of')}</Table.Th>
        )}
        <Table.Th className="kam-number">{t('columns.key_in')}</Table.Th>
        <Table.Th className={`kam-number ${classes.wide}`}>{t('methods.topsis')}</Table.Th>
        <Table.Th className={`kam-number ${classes.wide}`}>{t('methods.promethee')}</Table.Th>
        <Table.Th className={`kam-number ${classes.wide}`} miw={84}>
          {t('columns.before')}
        </Table.Th>
        <Table.Th className={classes.wide} miw={96}>
          {t('columns.decision')}
        </Table.Th>
      </Table.Tr>
    </Table.Thead>
  )
}

/* Where the places end, between the last inside and the first outside. */
function Border({ top, bar, columns }: { top: number; bar: number | null; columns: number }) {
  const { t } = useTranslation('selection')
  const format = useFormat()

  return (
    <Table.Tr className={classes.border}>
      <Table.Td colSpan={columns}>
        <span>{t('last_place', { top: format.number(top), bar: format.number((bar ?? 0) * 100, 1) })}</span>
      </Table.Td>
    </Table.Tr>
  )
}

const Rows = memo(function Rows({
  answer,
  before,
  decisions,
  isStale,
  shown,
  asFigures,
  onWhy,
  onPeek,
  onDecide,
}: Omit<RankTableProps, 'lit' | 'onLight'> & { shown: number; asFigures: boolean }) {
  const columns = 8 + (asFigures ? answer.criteria.length : 1)

  return (
    <>
      {answer.accounts.slice(0, shown).map((account, i) => (
        <Fragment key={account.id}>
          {i === answer.top && <Border top={answer.top} bar={answer.bar} columns={columns} />}
          <RankRow
            account={account}
            criteria={answer.criteria}
            top={answer.top}
            before={before.get(account.id) ?? null}
            isStale={isStale}
            decision={decisions.get(account.id)}
            asFigures={asFigures}
            onWhy={onWhy}
            onPeek={onPeek}
            onDecide={onDecide}
          />
        </Fragment>
      ))}
    </>
  )
})

export function RankTable({ answer, lit, onLight, ...rest }: RankTableProps) {
  const { t } = useTranslation('selection')
  const [score, setScore] = useUrlState('score', 'bars')
  const [isAll, setAll] = useState(false)
  const body = useRef<HTMLTableSectionElement>(null)
  const asFigures = score === 'figures'
  const at = answer.criteria.findIndex(({ code }) => code === lit)
  const shown = isAll ? answer.accounts.length : Math.max(FIRST_SHOWN, answer.top + 10)

  return (
    <Paper component="section" withBorder p="sm" aria-label={t('list.title')}>
      <Group justify="space-between" mb={4} gap="xs">
        <Title order={2}>{t('list.title')}</Title>
        <SegmentedControl
          size="xs"
          className="kam-no-print"
          aria-label={t('list.score_as')}
          data={['bars', 'figures'].map((value) => ({ value, label: t(`list.${value}`) }))}
          value={score}
          onChange={setScore}
        />
      </Group>
      <Disagreements answer={answer} onWhy={rest.onWhy} />
      {!asFigures && <Parts criteria={answer.criteria} onLight={onLight} />}
      <Wide label={t('list.title')}>
        <div data-lit={at < 0 ? undefined : Math.min(7, at)}>
          <Table className={classes.list}>
            <caption className="kam-visually-hidden">{t('list.caption')}</caption>
            <Head criteria={answer.criteria} asFigures={asFigures} />
            <Table.Tbody ref={body} onKeyDown={walk}>
              <Rows answer={answer} shown={shown} asFigures={asFigures} {...rest} />
            </Table.Tbody>
          </Table>
        </div>
      </Wide>
      {shown < answer.accounts.length && (
        <Button mt="xs" size="xs" variant="default" className="kam-no-print" onClick={() => setAll(true)}>
          {t('list.all', { count: answer.accounts.length })}
        </Button>
      )}
    </Paper>
  )
}
