/* Groups of companies: who they are, which more there may be, what would be if one bought another. */
import { Badge, Button, Tabs } from '@mantine/core'
import IconFileImport from '@tabler/icons-react/dist/esm/icons/IconFileImport.mjs'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { recordType } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { LinesDrawer } from '@/ui/figure/LinesDrawer'
import { PageHead } from '@/ui/PageHead'
import { useUrlState } from '@/ui/url'
import { Compare } from './Compare'
import { groupKeys, loadSuggestions } from './groups'
import { GroupsList } from './GroupsList'
import { Suggestions } from './Suggestions'
import { WhatIf } from './WhatIf'

const useSuggestionCount = () => useQuery({ queryKey: groupKeys.suggestions(), queryFn: () => loadSuggestions() }).data?.total

/* Lists of groups come in as files. */
function ImportButton() {
  const { t } = useTranslation('groups')
  const session = useSession()

  if (!mayDo(session, 'import') || !mayDo(session, recordType('group_membership').write)) return null
  return (
    <Button
      component={Link}
      to="/import"
      search={{ kind: 'group_memberships' } as never}
      size="xs"
      variant="default"
      className="kam-no-print"
      leftSection={<IconFileImport size={15} stroke={1.5} aria-hidden />}
    >
      {t('import')}
    </Button>
  )
}

export function GroupsPage() {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const [tab, setTab] = useUrlState('tab', 'list')
  const mayAnalyse = mayDo(useSession(), 'analyse')
  const suggested = useSuggestionCount()

  return (
    <>
      <PageHead title={t('title')} actions={<ImportButton />}>
        {t('about')}
      </PageHead>
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List mb="sm" className="kam-no-print">
          <Tabs.Tab value="list">{t('tabs.list')}</Tabs.Tab>
          <Tabs.Tab
            value="suggestions"
            rightSection={
              suggested ? (
                <Badge size="sm" variant="light" tt="none">
                  {format.number(suggested)}
                </Badge>
              ) : undefined
            }
          >
            {t('tabs.suggestions')}
          </Tabs.Tab>
          {mayAnalyse && <Tabs.Tab value="merger">{t('tabs.merger')}</Tabs.Tab>}
          <Tabs.Tab value="compare">{t('tabs.compare')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="list">
          <GroupsList />
        </Tabs.Panel>
        <Tabs.Panel value="suggestions">
          <Suggestions />
        </Tabs.Panel>
        {mayAnalyse && (
          <Tabs.Panel value="merger">
            <WhatIf />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="compare">
          <Compare />
        </Tabs.Panel>
      </Tabs>
      <LinesDrawer />
    </>
  )
}
