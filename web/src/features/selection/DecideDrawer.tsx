/* Taking an account into the programme: which tier, why, when it is looked at again. What the list said is kept as a run, so that whoever
 * asks later sees what the decision rests on. */
import { Drawer, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Query } from '@/api/send'
import { aYearLater } from '@/i18n/typed'
import { ShortForm } from '@/ui/form/ShortForm'
import { keepRun, type Candidate } from './selection'
import { AT_REST } from './place'

/* Decisions on one answer share its run. */
const runs = new Map<string, Promise<string>>()

function runOf(question: Query, version: number): Promise<string> {
  const key = JSON.stringify([question, version])
  const run = runs.get(key) ?? keepRun({ ...question, ...AT_REST })
  runs.set(key, run)
  run.catch(() => runs.delete(key))
  return run
}

interface DecideDrawerProps {
  account: Candidate
  question: Query
  dataVersion: number
  onClose(): void
}

export function DecideDrawer({ account, question, dataVersion, onClose }: DecideDrawerProps) {
  const { t } = useTranslation('selection')
  const name = account.name || account.number || account.id

  return (
    <Drawer opened onClose={onClose} title={t('decide.title', { name })} closeButtonProps={{ 'aria-label': t('close') }} size="md">
      <Stack>
        <Text size="sm" c="dimmed">
          {t('decide.hint')}
        </Text>
        <ShortForm
          type="tier_decision"
          fields={['tier_id', 'reason', 'review_on']}
          start={{ tier_id: null, reason: null, review_on: aYearLater() }}
          rest={async () => ({ account_id: account.id, run_id: Number(await runOf(question, dataVersion)) })}
          focus="tier_id"
          words={{ save: t('decide.save'), failed: t('decide.failed') }}
          onClose={onClose}
        />
      </Stack>
    </Drawer>
  )
}
