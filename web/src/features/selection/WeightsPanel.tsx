/* How much each criterion counts, said in one of three ways; and what of it draws may change. */
import { Anchor, Button, Group, NativeSelect, NumberInput, Paper, SegmentedControl, Stack, Switch, Text, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recordKeys, recordType } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { RecordDrawer } from '@/ui/form/RecordDrawer'
import { useUrlSearch, useUrlState } from '@/ui/url'
import { OrderList } from './OrderList'
import { PairsTable } from './PairsTable'
import { USUAL_WOBBLE } from './place'
import { PointsList } from './PointsList'
import classes from './selection.module.css'
import { type Selection } from './selection'
import { type Weighing } from './useQuestion'
import { type Pair } from './weights'
import { Weightings } from './Weightings'

const MANNERS = ['points', 'rank_order', 'pairwise'] as const
export type Manner = (typeof MANNERS)[number]

export interface WeightsProps {
  answer: Selection
  weighing: Weighing
  /** A criterion under the hand: its part of every bar is lit. */
  onLight(code: string | null): void
}

function AddCriterion() {
  const { t } = useTranslation('selection')
  const [adds, setAdds] = useState(false)
  const cache = useQueryClient()
  const type = recordType('criterion')

  if (!mayDo(useSession(), type.write)) return null
  return (
    <>
      <Button size="compact-sm" variant="subtle" onClick={() => setAdds(true)}>
        {t('criteria.add')}
      </Button>
      {adds && (
        <RecordDrawer
          type={type}
          record={null}
          opened
          onClose={() => setAdds(false)}
          onSaved={() => void cache.invalidateQueries({ queryKey: recordKeys.type('judgement') })}
        />
      )}
    </>
  )
}

/* What draws hold on to. */
function Knowledge() {
  const { t } = useTranslation('selection')
  const [knowledge, setKnowledge] = useUrlState('knowledge', 'interval')
  const [edits, setEdits] = useUrlState('edit')
  const [search, change] = useUrlSearch()
  const wobble = Number([search.wobble].flat()[0] ?? USUAL_WOBBLE)

  return (
    <Group gap="xs" align="flex-end">
      <NativeSelect
        size="xs"
        flex={1}
        label={t('knowledge.label')}
        data={['interval', 'order', 'free'].map((value) => ({ value, label: t(`knowledge.${value}`) }))}
        value={knowledge}
        onChange={(event) => setKnowledge(event.currentTarget.value)}
      />
      {knowledge === 'interval' && (
        <NumberInput
          size="xs"
          w={92}
          label={t('knowledge.wobble')}
          min={0}
          max={100}
          step={10}
          suffix=" %"
          prefix="± "
          value={wobble}
          onChange={(value) => value !== '' && change({ wobble: Number(value) === USUAL_WOBBLE ? undefined : String(value) })}
        />
      )}
      {knowledge === 'interval' && (
        <Switch
          size="xs"
          w="100%"
          label={t('limits.edit')}
          checked={edits === 'limits'}
          onChange={(event) => setEdits(event.currentTarget.checked ? 'limits' : null)}
        />
      )}
    </Group>
  )
}

export function WeightsPanel(props: WeightsProps) {
  const { t } = useTranslation('selection')
  const [manner, setManner] = useUrlState('manner', 'points')
  const [spread, setSpread] = useState<Record<string, number> | null>(null)
  const [pairs, setPairs] = useState<Pair[] | null>(null)
  const { weighing } = props
  const use = (used: Manner, given: Pair[] | null) => {
    setManner(used)
    setPairs(given)
  }

  return (
    <Paper component="section" withBorder p="sm" aria-label={t('weights.title')} className={`${classes.weights} kam-no-print`}>
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap">
          <Title order={2}>{t('weights.title')}</Title>
          {weighing.isOwn && (
            <Button
              size="compact-sm"
              variant="subtle"
              style={{ flexShrink: 0 }}
              onClick={() => {
                setPairs(null)
                setSpread(null)
                weighing.reset()
              }}
            >
              {t('weights.reset')}
            </Button>
          )}
        </Group>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={t('weights.manner')}
          data={MANNERS.map((value) => ({ value, label: t(`weights.${value}`) }))}
          value={manner}
          onChange={setManner}
        />
        {manner === 'rank_order' ? (
          <OrderList {...props} />
        ) : manner === 'pairwise' ? (
          <PairsTable {...props} pairs={pairs} onPairs={setPairs} />
        ) : (
          <PointsList {...props} spread={spread} />
        )}
        <Knowledge />
        <Weightings
          answer={props.answer}
          weighing={weighing}
          manner={manner as Manner}
          pairs={pairs}
          onUse={use}
          onSpread={setSpread}
        />
        <Group gap="xs" justify="space-between">
          <Text size="xs">
            <Anchor component={Link} to="/records/criteria" size="xs">
              {t('criteria.all')}
            </Anchor>
          </Text>
          <AddCriterion />
        </Group>
      </Stack>
    </Paper>
  )
}
