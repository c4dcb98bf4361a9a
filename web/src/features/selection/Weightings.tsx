/* Weightings that people have saved: used again, counted for the group, put together; and saving the present one. */
import { ActionIcon, Anchor, Button, Checkbox, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { listRecords, recordKeys, recordType, type KamRecord } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { useRecordChange } from '@/ui/record/change'
import { showNotice, showProblem } from '@/ui/record/notices'
import { LIST, loadItems, readItems, saveWeighting } from './saved'
import classes from './selection.module.css'
import { type Selection } from './selection'
import { type Weighing } from './useQuestion'
import { pointsOfAnswer, spreadOfAnswer, weightsOfGroup } from './weighing'
import { type Pair } from './weights'
import { type Manner } from './WeightsPanel'

interface WeightingsProps {
  answer: Selection
  weighing: Weighing
  manner: Manner
  pairs: Pair[] | null
  onUse(manner: Manner, pairs: Pair[] | null): void
  onSpread(spread: Record<string, number> | null): void
}

/* The group's weights and how far its members are apart; one alone is no group. */
type GroupProps = Pick<WeightingsProps, 'weighing' | 'onUse' | 'onSpread'> & { counted: KamRecord[] }

function GroupButton({ counted, weighing, onUse, onSpread }: GroupProps) {
  const { t } = useTranslation('selection')
  const [isAsking, setAsking] = useState(false)
  const together = async () => {
    setAsking(true)
    try {
      const answer = await weightsOfGroup(counted.map(({ id }) => id))
      onUse('points', null)
      onSpread(spreadOfAnswer(answer))
      weighing.settle(pointsOfAnswer(answer))
    } catch (error) {
      showProblem(t('weightings.failed'), error)
    } finally {
      setAsking(false)
    }
  }

  return (
    <Button size="compact-sm" variant="default" disabled={counted.length < 2} loading={isAsking} onClick={() => void together()}>
      {t('weightings.together', { count: counted.length })}
    </Button>
  )
}

function Row({ weighting, mayChange, onUse }: { weighting: KamRecord; mayChange: boolean; onUse(): void }) {
  const { t } = useTranslation('selection')
  const change = useRecordChange('weighting')
  const name = String(weighting.name)
  const whose = (weighting.user as { name?: string } | null)?.name

  return (
    <li>
      <Checkbox
        size="xs"
        checked={weighting.is_counted === true}
        disabled={!mayChange}
        aria-label={t('weightings.counts', { name })}
        onChange={(event) => void change.patch(weighting, { is_counted: event.currentTarget.checked }, { quiet: true })}
      />
      <span className={classes.grow}>
        <Anchor component="button" type="button" size="sm" ta="start" mih={24} onClick={onUse} title={t('weightings.use')}>
          {name}
        </Anchor>
        <Text component="span" size="xs" c="dimmed">
          {' '}
          {[whose, t(`weights.${String(weighting.method)}`)].filter(Boolean).join(' · ')}
        </Text>
      </span>
      {mayChange && (
        <ActionIcon size={24} aria-label={t('weightings.delete', { name })} onClick={() => void change.remove(weighting)}>
          <IconTrash size={14} stroke={1.5} />
        </ActionIcon>
      )}
    </li>
  )
}

function Save({ answer, weighing, manner, pairs }: Pick<WeightingsProps, 'answer' | 'weighing' | 'manner' | 'pairs'>) {
  const { t } = useTranslation('selection')
  const cache = useQueryClient()
  const [name, setName] = useState('')
  const [isSaving, setSaving] = useState(false)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    setSaving(true)
    try {
      await saveWeighting(name.trim(), { manner, points: weighing.points, pairs }, answer.criteria)
      showNotice({ message: t('weightings.saved', { name: name.trim() }) })
      setName('')
    } catch (error) {
      showProblem(t('weightings.failed'), error)
    } finally {
      setSaving(false)
      await cache.invalidateQueries({ queryKey: recordKeys.type('weighting') })
    }
  }

  return (
    <form onSubmit={(event) => void save(event)}>
      <Group gap="xs" wrap="nowrap">
        <TextInput
          size="xs"
          flex={1}
          maxLength={80}
          aria-label={t('weightings.name')}
          placeholder={t('weightings.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" variant="default" loading={isSaving} disabled={name.trim() === ''}>
          {t('weightings.save')}
        </Button>
      </Group>
    </form>
  )
}

export function Weightings(props: WeightingsProps) {
  const { answer, weighing, onUse, onSpread } = props
  const { t } = useTranslation('selection')
  const session = useSession()
  const { data } = useQuery({ queryKey: recordKeys.list('weighting', LIST), queryFn: () => listRecords('weighting', LIST) })
  const mayWrite = mayDo(session, recordType('weighting').write)
  const items = data?.items ?? []
  const take = async (weighting: KamRecord) => {
    try {
      const { points, pairs } = readItems(String(weighting.method), await loadItems(weighting.id), answer.criteria)
      onSpread(null)
      onUse(weighting.method as Manner, pairs)
      if (points) weighing.settle(points)
    } catch (error) {
      showProblem(t('weightings.failed'), error)
    }
  }

  return (
    <Stack gap={6} component="section" aria-label={t('weightings.title')}>
      <Group justify="space-between" wrap="nowrap">
        <Title order={3}>{t('weightings.title')}</Title>
        {items.length > 1 && <GroupButton {...{ weighing, onUse, onSpread }} counted={items.filter((one) => one.is_counted === true)} />}
      </Group>
      {items.length === 0 ? (
        <Text size="xs" c="dimmed">
          {t('weightings.none')}
        </Text>
      ) : (
        <ul className={classes.order}>
          {items.map((weighting) => (
            <Row
              key={weighting.id}
              weighting={weighting}
              mayChange={mayWrite && weighting.user_id === session.user_id}
              onUse={() => void take(weighting)}
            />
          ))}
        </ul>
      )}
      {mayWrite && <Save {...props} />}
    </Stack>
  )
}
