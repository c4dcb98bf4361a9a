/* Files on their way in: a new one, those that came, and how kinds of them are read. A file may be dropped anywhere on the page. */
import { Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PageHead } from '@/ui/PageHead'
import { useUrlState } from '@/ui/url'
import { History } from './History'
import { NewImport } from './NewImport'
import { Profiles } from './Profiles'

const TABS = ['new', 'history', 'profiles'] as const

export function ImportPage() {
  const { t } = useTranslation('import')
  const [tab, setTab] = useUrlState('tab', 'new')

  return (
    <>
      <PageHead title={t('title')}>{t('intro')}</PageHead>
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List aria-label={t('tabs.label')} mb="md">
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="new">
          <NewImport />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <History />
        </Tabs.Panel>
        <Tabs.Panel value="profiles">
          <Profiles />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
