/* What is wrong in the programme: with which customer, how much money, who does what next. */
import { Anchor, Badge, Button, Group, Paper, Select, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recordType } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { dayOf } from '@/i18n/typed'
import { useFormat } from '@/i18n/use'
import { RecordDrawer } from '@/ui/form/RecordDrawer'
import { Empty, Failed, Loading } from '@/ui/states/States'
import { useUrlSearch, useUrlState } from '@/ui/url'
import { DecideDrawer, type Decided } from './DecideDrawer'
import { queryOfSearch } from './place'
import { byAccount, nameOf, stakeOf, tierOf, useAlerts, useMayDecide, type Alert, type Alerts } from './programme'
import { useWords } from './useWords'
import classes from './programme.module.css'

const TASK = recordType('task')

/* In words, with the figures that it rests on. */
function useReasons(answer: Alerts) {
  const { t } = useTranslation('programme')
  const format = useFormat()
  const words = useWords(answer.rules_currency)

  return (alert: Alert): string => {
    if (alert.kind === 'review') return t('alerts.review_why', { date: format.date(alert.since), count: alert.days ?? 0 })
    if (alert.kind === 'promise_late')
      return t('alerts.late_why', { count: alert.periods, what: alert.promises.map(words.promise).join(', ') })
    const rules = alert.rules.map((rule) => `${words.rule(rule)} (${words.figure(rule.measure, rule.figure)})`).join('; ')
    return t(`alerts.${alert.kind}_why`, { rules })
  }
}

interface RowProps {
  alert: Alert
  answer: Alerts
  why: string
  onDecide(decided: Decided): void
  onTask(alert: Alert): void
}

function Actions({ alert, why, onDecide, onTask }: RowProps) {
  const { t } = useTranslation('programme')
  const mayDecide = useMayDecide()
  const mayTask = mayDo(useSession(), TASK.write)
  const name = nameOf(alert.account)
  const decided = { account: alert.account, tierId: alert.proposed_tier_id, why: alert.action === 'decide' ? why : undefined }

  return (
    <Group gap="xs" className="kam-no-print">
      {mayDecide && alert.action !== 'deliver' && (
        <Button
          size="compact-sm"
          variant="light"
          aria-label={t('alerts.decide_of', { name })}
          onClick={() => onDecide(decided)}
        >
          {t('alerts.decide')}
        </Button>
      )}
      {alert.action === 'deliver' && (
        <Button component={Link} to={`/programme?tab=entitlements` as never} size="compact-sm" variant="light">
          {t('alerts.deliver')}
        </Button>
      )}
      {mayTask && (
        <Button size="compact-sm" variant="default" aria-label={t('alerts.task_of', { name })} onClick={() => onTask(alert)}>
          {t('alerts.task')}
        </Button>
      )}
    </Group>
  )
}

/* One thing that is wrong with an account. */
function Matter(props: RowProps) {
  const { alert, answer, why } = props
  const { t } = useTranslation('programme')
  const words = useWords(answer.rules_currency)
  const [from, to] = [tierOf(answer.tiers, alert.tier_id), tierOf(answer.tiers, alert.proposed_tier_id)]
  const isMove = alert.action === 'decide' && from?.id !== to?.id

  return (
    <li className={classes.matter} data-kind={alert.kind}>
      <div className={classes.what}>
        <Badge
          variant="light"
          color={isGood(alert.kind) ? 'gray' : 'red'}
          c={isGood(alert.kind) ? 'var(--kam-good)' : undefined}
          radius="sm"
          tt="none"
        >
          {t(`alerts.kinds.${alert.kind}`)}
        </Badge>
        <Text size="sm">
          {isMove && (
            <Text component="span" size="sm" c="dimmed" mr={8}>
              {t('alerts.move', { from: words.tier(from), to: words.tier(to) })}
            </Text>
          )}
          {why}
        </Text>
      </div>
      <Actions {...props} />
    </li>
  )
}

interface AccountProps extends Omit<RowProps, 'alert' | 'why'> {
  alerts: readonly [Alert, ...Alert[]]
  reasonOf(alert: Alert): string
}

/* All that is wrong with an account, with its money once. */
function Account({ alerts, reasonOf, ...rest }: AccountProps) {
  const { t } = useTranslation('programme')
  const format = useFormat()
  const words = useWords(rest.answer.rules_currency)
  const [{ account, owner, tier_id, at_stake }] = alerts

  return (
    <li className={classes.alert} data-account={account.id}>
      <div className={classes.head}>
        <Text size="sm" c="dimmed">
          <Anchor component={Link} to={`/accounts/${account.id}`} size="sm" fw={600} mr={8}>
            {nameOf(account)}
          </Anchor>
          {words.tier(tierOf(rest.answer.tiers, tier_id))} · {owner ? t('alerts.owner', { name: owner.name ?? '' }) : t('alerts.nobody')}
        </Text>
        <Text className="kam-number" fw={600} title={t('alerts.stake')}>
          {format.money(at_stake)}
        </Text>
      </div>
      <ul className={classes.matters}>
        {alerts.map((alert) => (
          <Matter key={alert.kind} alert={alert} why={reasonOf(alert)} {...rest} />
        ))}
      </ul>
    </li>
  )
}

const KINDS: readonly Alert['kind'][] = ['exit', 'drift', 'rise', 'candidate', 'review', 'promise_late']

function AlertList({ answer }: { answer: Alerts }) {
  const { t } = useTranslation('programme')
  const format = useFormat()
  const [kind, setKind] = useUrlState('kind')
  const [decided, setDecided] = useState<Decided | null>(null)
  const [task, setTask] = useState<Alert | null>(null)
  const reasonOf = useReasons(answer)
  const shown = kind ? answer.alerts.filter((alert) => alert.kind === kind) : answer.alerts
  const count = (wanted: string) => answer.alerts.filter((alert) => alert.kind === wanted).length
  const labelOf = (each: Alert['kind']) => `${t(`alerts.kinds.${each}`)} (${count(each)})`
  const kinds = KINDS.filter((each) => count(each) > 0).map((value) => ({ value, label: labelOf(value) }))

  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-end">
        <Text size="sm">
          {t('alerts.sum', { count: shown.length, sum: format.money({ amount: String(stakeOf(shown)), currency: answer.currency }) })}
        </Text>
        <Select
          className="kam-no-print"
          label={t('alerts.kind')}
          data={kinds}
          value={kind || null}
          onChange={setKind}
          clearable
          placeholder={t('alerts.all')}
          clearButtonProps={{ 'aria-label': t('alerts.all') }}
        />
      </Group>
      <Paper withBorder p="sm">
        <ol className={classes.alerts} aria-label={t('tabs.alerts')}>
          {byAccount(shown).map((alerts) => (
            <Account
              key={alerts[0].account.id}
              alerts={alerts}
              answer={answer}
              reasonOf={reasonOf}
              onDecide={setDecided}
              onTask={setTask}
            />
          ))}
        </ol>
      </Paper>
      {decided && <DecideDrawer decided={decided} onClose={() => setDecided(null)} />}
      {task && (
        <RecordDrawer
          opened
          onClose={() => setTask(null)}
          type={TASK}
          record={null}
          given={{
            title: `${t(`alerts.kinds.${task.kind}`)}: ${nameOf(task.account)}`,
            account_id: task.account.id,
            user_id: task.owner?.id ?? null,
            due_on: dayOf(new Date(Date.now() + 7 * 86_400_000)),
          }}
        />
      )}
    </Stack>
  )
}

const isGood = (kind: string) => kind === 'rise' || kind === 'candidate'

export function AlertsTab() {
  const { t } = useTranslation('programme')
  const [search] = useUrlSearch()
  const { data, error, isPending, refetch } = useAlerts(queryOfSearch(search))

  if (isPending) return <Loading />
  if (error) return <Failed error={error} reset={() => void refetch()} />
  if (data.alerts.length === 0) return <Empty title={t('alerts.none')}>{t('alerts.none_why')}</Empty>
  return <AlertList answer={data} />
}
