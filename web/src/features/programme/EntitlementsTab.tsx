/* What was promised and what was kept: a matrix of accounts by promises for each tier. */
import { Group, Select, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Matrix } from '@/ui/matrix/Matrix'
import { Empty, Failed, Loading } from '@/ui/states/States'
import { useUrlSearch, useUrlState } from '@/ui/url'
import { DeliverDrawer, type Opened } from './DeliverDrawer'
import { queryOfSearch } from './place'
import { nameOf, useEntitlements, type Entitlements, type Promised, type Tier } from './programme'
import { useWords } from './useWords'
import classes from './programme.module.css'

const SIGNS: Record<Promised['state'], string> = { kept: '✓', due: '…', late: '!', on_request: '·', not_yet: '–' }

function TierMatrix({ tier, answer, onOpen }: { tier: Tier; answer: Entitlements; onOpen(opened: Opened): void }) {
  const { t } = useTranslation('programme')
  const words = useWords(answer.rules_currency)
  const accounts = answer.accounts.filter((account) => account.tier_id === tier.id)
  const promises = answer.entitlements.filter((promise) => promise.tier_id === tier.id)
  const sums = answer.by_tier.find((each) => each.tier_id === tier.id)
  const find = (row: string, column: string): Opened | null => {
    const account = accounts.find((each) => each.id === row)
    const entitlement = promises.find((each) => each.id === column)
    const promised = account?.promises.find((each) => each.entitlement_id === column)
    return account && entitlement && promised ? { account, entitlement, promised } : null
  }
  const cell = (row: { id: string }, column: { id: string }) => {
    const promised = find(row.id, column.id)?.promised
    if (!promised) return { text: '', words: '' }
    const kept = promised.periods.filter(({ state }) => state === 'kept' || state === 'kept_late').length
    const all = promised.periods.length
    const isLate = promised.state === 'late'
    const count = all > 0 ? `${kept}/${all}` : promised.deliveries > 0 ? String(promised.deliveries) : ''
    return {
      text: <span className={isLate ? classes.not_met : undefined}>{`${SIGNS[promised.state]} ${count}`}</span>,
      words: `${t(`entitlements.states.${promised.state}`)} ${count}`,
      strength: promised.state === 'due' ? 0.35 : 0,
    }
  }

  if (accounts.length === 0 || promises.length === 0) return null
  return (
    <section aria-label={words.tier(tier)}>
      <Group justify="space-between" mb={4}>
        <Title order={2}>{words.tier(tier)}</Title>
        <Text size="sm" c="dimmed">
          {sums && sums.ended > 0 ? t('entitlements.kept_of', { kept: sums.kept, ended: sums.ended, late: sums.late }) : ''}
        </Text>
      </Group>
      <Matrix
        label={words.tier(tier)}
        corner={t('columns.account')}
        rows={accounts.map((account) => ({ id: account.id, label: nameOf(account), detail: account.owner?.name ?? undefined }))}
        columns={promises.map((promise) => ({
          id: promise.id,
          label: words.promise(promise),
          detail: t(`entitlements.every.${promise.every ?? 'request'}`),
        }))}
        cell={cell}
        onOpen={(row, column) => {
          const opened = find(row.id, column.id)
          if (opened) onOpen(opened)
        }}
      />
    </section>
  )
}

export function EntitlementsTab() {
  const { t } = useTranslation('programme')
  const [search] = useUrlSearch()
  const [year, setYear] = useUrlState('year')
  const [opened, setOpened] = useState<Opened | null>(null)
  const { data, error, isPending, refetch } = useEntitlements({ ...queryOfSearch(search), year: year || undefined })

  if (isPending) return <Loading />
  if (error) return <Failed error={error} reset={() => void refetch()} />
  if (data.accounts.length === 0) return <Empty title={t('entitlements.none')}>{t('entitlements.none_why')}</Empty>
  const now = Number(data.as_of.slice(0, 4))
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-end" className="kam-no-print">
        <Text size="sm" c="dimmed">
          {t('entitlements.hint')}
        </Text>
        <Select
          label={t('entitlements.year')}
          w={120}
          data={[now, now - 1, now - 2].map(String)}
          value={String(data.year)}
          onChange={(value) => setYear(value === String(now) ? null : value)}
          allowDeselect={false}
        />
      </Group>
      {data.tiers.map((tier) => (
        <TierMatrix key={tier.id} tier={tier} answer={data} onOpen={setOpened} />
      ))}
      {opened && <DeliverDrawer opened={opened} onClose={() => setOpened(null)} />}
    </Stack>
  )
}
