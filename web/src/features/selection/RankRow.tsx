/* A row of the list. */
import { ActionIcon, Anchor, Button, Table } from '@mantine/core'
import IconLayoutSidebarRight from '@tabler/icons-react/dist/esm/icons/IconLayoutSidebarRight.mjs'
import IconQuestionMark from '@tabler/icons-react/dist/esm/icons/IconQuestionMark.mjs'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { NOTHING } from '@/i18n/format'
import { useFormat } from '@/i18n/use'
import { disagrees, SURE } from './certainty'
import { useMayDecide, type Decision } from './decisions'
import classes from './selection.module.css'
import { titleOf, type Candidate, type Criterion } from './selection'
import { nameOf, writeShare } from './words'

interface RankRowProps {
  account: Candidate
  criteria: readonly Criterion[]
  top: number
  /** Its place a year ago. */
  before: number | null
  /** That place is of the weights before. */
  isStale: boolean
  decision: Decision | undefined
  asFigures: boolean
  onWhy(id: string): void
  onPeek(id: string): void
  onDecide(id: string): void
}

/** The score as its parts, each as long as it contributes. */
export function ScoreBar({ account, criteria }: Pick<RankRowProps, 'account' | 'criteria'>) {
  const { i18n } = useTranslation()
  const format = useFormat()

  return (
    <div className={classes.bar} aria-hidden>
      {criteria.map((criterion, c) => {
        const part = account.criteria[criterion.code]?.contribution ?? 0
        return part > 0 ? (
          <span
            key={criterion.code}
            className={classes.part}
            data-c={Math.min(7, c)}
            style={{ width: `${part * 100}%` }}
            title={`${nameOf(criterion, i18n.language)} ${format.number(part * 100, 1)}`}
          />
        ) : null
      })}
    </div>
  )
}

export function Share({ share }: { share: number | null }) {
  const format = useFormat()
  const isOpen = share !== null && share < SURE && share > 1 - SURE

  return (
    <span className={classes.share}>
      {writeShare(share, format)}
      <span className={classes.track} aria-hidden>
        <span className={classes.fill} data-open={isOpen || undefined} style={{ width: `${(share ?? 0) * 100}%` }} />
      </span>
    </span>
  )
}

/* Another method's place; where it would decide otherwise, it says so. */
function OtherRank({ rank, other, top }: { rank: number; other: number; top: number }) {
  const { t } = useTranslation('selection')
  const format = useFormat()

  if (!disagrees(rank, other, top)) return <>{format.number(other)}</>
  return (
    <span className={classes.apart} title={t(other <= top ? 'apart.in' : 'apart.out')}>
      <span aria-hidden>≠ </span>
      {format.number(other)}
      <span className="kam-visually-hidden"> {t(other <= top ? 'apart.in' : 'apart.out')}</span>
    </span>
  )
}

/** Where it was, and by how many places it has gone up or down since. */
export function BeforeRank({ rank, before }: { rank: number; before: number | null }) {
  const { t } = useTranslation('selection')
  const format = useFormat()
  const step = before === null ? 0 : before - rank

  if (before === null) return <>{NOTHING}</>
  return (
    <>
      {format.number(before)}{' '}
      {step === 0 ? (
        <span className={classes.quiet} title={t('moved.same')}>
          =
        </span>
      ) : (
        <span className={step > 0 ? classes.up : classes.down} title={t(step > 0 ? 'moved.up' : 'moved.down', { count: Math.abs(step) })}>
          {step > 0 ? '▲' : '▼'}
          {format.number(Math.abs(step))}
        </span>
      )}
    </>
  )
}

/* What was decided, and the way to decide it for those who may. */
function DecisionCell({ id, name, decision, onDecide }: Pick<RankRowProps, 'decision' | 'onDecide'> & { id: string; name: string }) {
  const { t } = useTranslation('selection')
  const format = useFormat()
  const words = decision && (decision.tier ? t('decide.tier', { tier: decision.tier }) : t('decide.no_tier'))
  const short = words ?? t('decide.short')

  if (!useMayDecide()) return <>{words ?? NOTHING}</>
  return (
    <Button
      size="compact-xs"
      px={4}
      mih={24}
      variant="subtle"
      color={decision ? undefined : 'gray'}
      data-at="decide"
      title={decision && t('decide.on', { date: format.date(decision.decided_on) })}
      aria-label={`${short} ${name}`}
      onClick={() => onDecide(id)}
    >
      {short}
    </Button>
  )
}

export function RankRow({ account, criteria, top, before, isStale, decision, asFigures, onWhy, onPeek, onDecide }: RankRowProps) {
  const { t } = useTranslation('selection')
  const format = useFormat()
  const { id, rank, ranks } = account
  const name = titleOf(account)

  return (
    <Table.Tr data-out={rank > top || undefined} data-account={id}>
      <Table.Td className="kam-number">{format.number(rank)}</Table.Td>
      <Table.Td>
        <span className={classes.name}>
          <Anchor component={Link} to={`/accounts/${id}`} size="sm" data-at="name" title={name}>
            {name}
          </Anchor>
          {account.companies > 1 && (
            <span className={classes.quiet} title={t('groups.of', { count: account.companies })}>
              <span aria-hidden>×{format.number(account.companies)}</span>
              <span className="kam-visually-hidden">{t('groups.of', { count: account.companies })}</span>
            </span>
          )}
          <ActionIcon
            size={24}
            className={`kam-no-print ${classes.wideIcon}`}
            data-at="peek"
            aria-label={t('peek.of', { name })}
            onClick={() => onPeek(id)}
          >
            <IconLayoutSidebarRight size={14} stroke={1.75} />
          </ActionIcon>
          <ActionIcon size={24} className="kam-no-print" data-at="why" aria-label={t('why.of', { name })} onClick={() => onWhy(id)}>
            <IconQuestionMark size={14} stroke={1.75} />
          </ActionIcon>
        </span>
      </Table.Td>
      <Table.Td className="kam-number">{format.number(account.score * 100, 1)}</Table.Td>
      {asFigures ? (
        criteria.map(({ code }) => (
          <Table.Td key={code} className="kam-number">
            {format.number((account.criteria[code]?.contribution ?? 0) * 100, 1)}
          </Table.Td>
        ))
      ) : (
        <Table.Td>
          <ScoreBar account={account} criteria={criteria} />
        </Table.Td>
      )}
      <Table.Td className="kam-number">
        <Share share={account.in_top} />
      </Table.Td>
      <Table.Td className={`kam-number ${classes.wide}`}>
        <OtherRank rank={rank} other={ranks.topsis} top={top} />
      </Table.Td>
      <Table.Td className={`kam-number ${classes.wide}`}>
        <OtherRank rank={rank} other={ranks.promethee} top={top} />
      </Table.Td>
      <Table.Td className={`kam-number ${classes.wide} ${isStale ? classes.stale : ''}`}>
        <BeforeRank rank={rank} before={before} />
      </Table.Td>
      <Table.Td className={classes.wide}>
        <DecisionCell id={id} name={name} decision={decision} onDecide={onDecide} />
      </Table.Td>
    </Table.Tr>
  )
}
