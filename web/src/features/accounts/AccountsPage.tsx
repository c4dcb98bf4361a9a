/* The accounts: a table with what each brings and is expected to bring, a map of them, and a quick view beside both. */
import { Button, Group, Tabs } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { lazy, Suspense, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { recordType } from '@/api/records'
import { type Query } from '@/api/send'
import { mayDo, useSession } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { figuresQuery } from '@/ui/figure/currency'
import { CurrencySelect } from '@/ui/figure/CurrencySelect'
import { PeriodSelect } from '@/ui/figure/PeriodSelect'
import { rowsOf, rowsQuery } from '@/ui/figure/rows'
import { RowsChips } from '@/ui/figure/RowsChips'
import { RowsSwitch } from '@/ui/figure/RowsSwitch'
import { useConversionWords, useKeepCurrency } from '@/ui/figure/useCurrency'
import { RecordDrawer } from '@/ui/form/RecordDrawer'
import { PageHead } from '@/ui/PageHead'
import { Loading } from '@/ui/states/States'
import { useUrlSearch, useUrlState, type Search } from '@/ui/url'
import { moneyOf, useAccountRows, useAccountsHead, type AccountRow, type AccountsHead } from './accounts'
import classes from './accounts.module.css'
import { AccountsTable } from './AccountsTable'
import { FILTER_PARAMETERS } from './filters'
import { Peek } from './Peek'

const AccountsMap = lazy(async () => ({ default: (await import('./AccountsMap')).AccountsMap }))

const PASSED_ON = [...FILTER_PARAMETERS, 'q', 'order']

/** What the API is asked for by an address of this page. */
export function accountsQuery(search: Search): Query {
  const own = PASSED_ON.map((name) => [name, [search[name]].flat()[0]]).filter(([, value]) => value)
  return { ...Object.fromEntries(own), ...rowsQuery(rowsOf(search)), ...figuresQuery(search) }
}

export function AccountsPage() {
  const { t } = useTranslation('accounts')
  const [search] = useUrlSearch()
  const [tab, setTab] = useUrlState('tab', 'list')
  const [peek, setPeek] = useUrlState('peek')
  const query = useMemo(() => accountsQuery(search), [search])
  const head = useAccountsHead(query)
  const source = useAccountRows(query)
  useKeepCurrency(source.error)
  const onPeek = useCallback((row: AccountRow) => setPeek(row.id), [setPeek])

  return (
    <>
      <PageHead title={t('title')} actions={<Switches head={head} />}>
        {head && <Sentence head={head} />}
      </PageHead>
      <RowsChips />
      <div className={classes.split}>
        <Tabs value={tab} onChange={setTab} keepMounted={false} className={classes.main}>
          <Tabs.List className="kam-no-print" mb="xs">
            <Tabs.Tab value="list">{t('tabs.list')}</Tabs.Tab>
            <Tabs.Tab value="map">{t('tabs.map')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="list">
            <AccountsTable query={query} head={head} source={source} peek={peek} onPeek={onPeek} />
          </Tabs.Panel>
          <Tabs.Panel value="map">
            <Suspense fallback={<Loading />}>
              <AccountsMap query={query} onPeek={onPeek} />
            </Suspense>
          </Tabs.Panel>
        </Tabs>
        {peek !== '' && <Peek key={peek} id={peek} source={source} onGo={setPeek} />}
      </div>
    </>
  )
}

/** What all rows together are: how many, how much, against the year before. */
function Sentence({ head }: { head: AccountsHead }) {
  const { t } = useTranslation('accounts')
  const format = useFormat()
  const converted = useConversionWords(head)
  const { sum, period } = head

  if (!sum || sum.rows === 0) return null
  const words = {
    number: format.number(sum.rows),
    net: format.money(moneyOf(sum.net)),
    from: format.date(period.from),
    to: format.date(period.to),
  }

  return (
    <>
      {t(head.by === 'group' ? 'sum_groups' : 'sum_accounts', { count: sum.rows, ...words })}
      {sum.change_rate !== null && ` ${t('sum_change', { rate: format.change(sum.change_rate) })}`}
      {converted && ` · ${converted}`}
      {'.'}
      {!head.figures_ready && ` ${t('pending')}`}
    </>
  )
}

const yearsUpTo = (asOf: string | null | undefined, first: string | undefined): number[] => {
  const [last, from] = [Number((asOf ?? '').slice(0, 4)), Number((first ?? '').slice(0, 4))]
  return last && from ? Array.from({ length: last - from + 1 }, (_, i) => from + i) : []
}

function Switches({ head }: { head: AccountsHead | undefined }) {
  const { t: common } = useTranslation()
  const session = useSession()
  const [isAdding, { open, close }] = useDisclosure()
  const account = recordType('account')

  return (
    <Group gap="xs">
      <RowsSwitch asOf={head?.as_of} />
      <PeriodSelect years={yearsUpTo(head?.as_of, head?.trend_months[0])} />
      <CurrencySelect figures={head} />
      {mayDo(session, account.write) && (
        <Button size="xs" leftSection={<IconPlus size={16} aria-hidden />} onClick={open} aria-keyshortcuts="n">
          {common('actions.add')}
        </Button>
      )}
      <RecordDrawer opened={isAdding} onClose={close} type={account} record={null} />
    </Group>
  )
}
