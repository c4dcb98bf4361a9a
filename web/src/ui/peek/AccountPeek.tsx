/* What one would want to know before calling a customer: its figures, what matters now, its tags, the next task, its people. */
import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { MatterList } from '@/ui/matters/MatterList'
import { Tags } from '@/ui/record/Tags'
import { Failed, Loading } from '@/ui/states/States'
import { useAccountFigures, type AccountFigures } from './figures'
import classes from './peek.module.css'
import { PeekFigures } from './PeekFigures'
import { PeekPeople } from './PeekPeople'

interface AccountPeekProps {
  id: string
  /** Of a row of a group: of which time. */
  rows?: Record<string, string>
  /** The chance that it still buys, where the list beside knows it. */
  alive?: number | null
}

function Parts({ figures, alive }: { figures: AccountFigures; alive?: number | null }) {
  const { t } = useTranslation('peek')
  const { t: matters } = useTranslation('matters')

  return (
    <>
      <Text size="sm" c="dimmed">
        {figures.manager?.name ? t('managed_by', { name: figures.manager.name }) : t('managed_by_nobody')}
      </Text>
      <PeekFigures figures={figures} alive={alive} />
      {figures.matters && (
        <div className={classes.part}>
          <Text size="sm" fw={600} mb={4}>
            {matters('title')}
          </Text>
          <MatterList items={figures.matters.items} />
        </div>
      )}
    </>
  )
}

export function AccountPeek({ id, rows, alive }: AccountPeekProps) {
  const { data, error } = useAccountFigures(id, rows)

  return (
    <Stack gap="sm" mt="sm">
      {error ? <Failed error={error} /> : data ? <Parts figures={data} alive={alive} /> : <Loading />}
      <div className={classes.part}>
        <Tags subject={{ type: 'account', id }} />
      </div>
      <PeekPeople id={id} />
    </Stack>
  )
}
