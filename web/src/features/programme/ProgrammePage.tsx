/* The programme of key accounts: what is wrong, who is in it, what was promised, the yearly review, whether people are enough. */
import { ActionIcon, Alert, Button, Group, Tabs, Text, Tooltip } from '@mantine/core'
import IconPrinter from '@tabler/icons-react/dist/esm/icons/IconPrinter.mjs'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { CurrencySelect } from '@/ui/figure/CurrencySelect'
import { useKeepCurrency } from '@/ui/figure/useCurrency'
import { PageHead } from '@/ui/PageHead'
import { useUrlSearch, useUrlState } from '@/ui/url'
import { AlertsTab } from './AlertsTab'
import { CapacityTab } from './CapacityTab'
import { EntitlementsTab } from './EntitlementsTab'
import { queryOfSearch, TABS } from './place'
import { PortfolioTab } from './PortfolioTab'
import { useAlerts } from './programme'
import { ReviewTab } from './ReviewTab'
import { RulesTab } from './RulesTab'

const OLD_DAYS = 60
const DAY_MS = 86_400_000

const PANELS = {
  alerts: AlertsTab,
  portfolio: PortfolioTab,
  entitlements: EntitlementsTab,
  review: ReviewTab,
  capacity: CapacityTab,
  rules: RulesTab,
} as const

function Notice({ words, action, run }: { words: string; action: string; run(): void }) {
  return (
    <Alert mb="sm" py={6} className="kam-no-print">
      <Group justify="space-between" gap="xs">
        <Text size="sm">{words}</Text>
        <Button size="compact-sm" variant="default" onClick={run}>
          {action}
        </Button>
      </Group>
    </Alert>
  )
}

/* Rules rest on the last day of the data. When that is long ago, the programme can be seen as it was then. */
function Days() {
  const { t } = useTranslation('programme')
  const format = useFormat()
  const [search, change] = useUrlSearch()
  const { data } = useAlerts(queryOfSearch(search))
  const chosen = [search.as_of].flat()[0]
  const end = data?.figures_as_of

  if (chosen)
    return (
      <Notice words={t('days.as_of', { date: format.date(chosen) })} action={t('days.today')} run={() => change({ as_of: undefined })} />
    )
  if (!data || !end || Date.parse(data.as_of) - Date.parse(end) < OLD_DAYS * DAY_MS) return null
  return (
    <Notice
      words={t('days.old', { date: format.date(end) })}
      action={t('days.then', { date: format.date(end) })}
      run={() => change({ as_of: end })}
    />
  )
}

export function ProgrammePage() {
  const { t } = useTranslation('programme')
  const [tab, setTab] = useUrlState('tab', 'alerts')
  const shown = TABS.find((name) => name === tab) ?? 'alerts'
  const Panel = PANELS[shown]
  const [search] = useUrlSearch()
  const { data, error } = useAlerts(queryOfSearch(search))
  useKeepCurrency(error)

  return (
    <>
      <PageHead
        title={t('title')}
        actions={
          <>
            <CurrencySelect figures={data} />
            <Tooltip label={t('print')}>
              <ActionIcon aria-label={t('print')} onClick={() => window.print()}>
                <IconPrinter size={18} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
          </>
        }
      >
        {t('about')}
      </PageHead>
      <Days />
      <Tabs value={shown} onChange={setTab} keepMounted={false}>
        <Tabs.List className="kam-no-print">
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={shown} pt="md">
          <Panel />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
