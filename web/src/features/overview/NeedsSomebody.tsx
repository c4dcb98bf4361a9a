/* Monday morning: with which customer something is wrong, how much money it is, whose customer it is. */
import { Badge, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { AccountLink } from './AccountLink'
import { mainPart, needsOf, type Need } from './needs'
import type { Overview } from './overview'
import classes from './overview.module.css'

function What({ need }: { need: Need }) {
  const { t } = useTranslation('overview')
  const format = useFormat()

  if (need.kind === 'silent') {
    const { days_silent, usual_gap_days } = need.row
    const usual = usual_gap_days <= 1 ? t('needs.daily') : t('needs.usual', { count: usual_gap_days })
    return <>{`${t('needs.silent', { count: days_silent })} ${usual}`}</>
  }
  const { change_rate, parts } = need.row
  if (change_rate === -1) return <>{t('needs.gone')}</>
  const part = mainPart(need.row)
  const because = part ? t(`needs.because.${part}`, { amount: format.short(Math.abs(Number(parts[part].amount))) }) : ''
  return <>{`${t('needs.falling', { rate: format.change(change_rate) })} ${because}`}</>
}

function NeedRow({ need, currency }: { need: Need; currency: string }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const manager = need.kind === 'silent' ? need.row.manager?.name : undefined

  return (
    <li className={classes.need}>
      <div>
        <Group gap={6}>
          <AccountLink who={need.who} members={need.row.members} />
          {need.row.tier && (
            <Badge size="xs" variant="outline" color="gray">
              {need.row.tier}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          <What need={need} />
          {manager && <> · {manager}</>}
        </Text>
      </div>
      <Text className={`kam-number ${classes.stake}`} title={t(`needs.stake.${need.kind}`)}>
        {format.money({ amount: String(need.at_stake), currency })}
      </Text>
    </li>
  )
}

export function NeedsSomebody({ overview }: { overview: Overview }) {
  const { t } = useTranslation('overview')
  const format = useFormat()
  const needs = needsOf(overview)
  const currency = overview.currency ?? ''
  const sum = format.money({ amount: String(needs.reduce((total, need) => total + need.at_stake, 0)), currency })

  return (
    <Paper component="section" withBorder p="sm" aria-label={t('needs.title')}>
      <Stack gap="xs">
        <div>
          <Title order={2}>{t('needs.title')}</Title>
          <Text size="sm" c="dimmed">
            {needs.length === 0 ? t('needs.none') : t('needs.sum', { count: needs.length, sum })}
          </Text>
        </div>
        {needs.length > 0 && (
          <ol className={classes.needs}>
            {needs.map((need) => (
              <NeedRow key={need.who.id} need={need} currency={currency} />
            ))}
          </ol>
        )}
      </Stack>
    </Paper>
  )
}
