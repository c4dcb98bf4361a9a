/* What hangs on a record, a tab each; which is open stands in the address. */
import { Tabs } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Subject } from '@/api/extras'
import { useUrlState } from '@/ui/url'
import { Attachments } from './Attachments'
import { Comments } from './Comments'
import { History } from './History'
import { Timeline } from './Timeline'

const TABS = { timeline: Timeline, comments: Comments, files: Attachments, history: History }

export function Around({ subject }: { subject: Subject }) {
  const { t } = useTranslation('record')
  const [tab, setTab] = useUrlState('tab', 'timeline')

  return (
    <Tabs value={tab} onChange={setTab} keepMounted={false}>
      <Tabs.List aria-label={t('page.around')}>
        {Object.keys(TABS).map((name) => (
          <Tabs.Tab key={name} value={name} px="xs">
            {t(`page.tabs.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {Object.entries(TABS).map(([name, Panel]) => (
        <Tabs.Panel key={name} value={name} pt="md">
          <Panel subject={subject} />
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
