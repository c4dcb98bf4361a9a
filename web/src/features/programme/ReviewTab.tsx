/* The yearly review: begin it, look at each account and give a verdict, sign the list; and the lists that were signed. */
import { Button, Group, Progress, Select, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { listRecords, recordKeys, type KamRecord } from '@/api/records'
import { send } from '@/api/send'
import { showProblem } from '@/ui/record/notices'
import { Failed, Loading } from '@/ui/states/States'
import { useUrlSearch, useUrlState } from '@/ui/url'
import { PROGRAMME, queryOfSearch } from './place'
import { nameOf, refreshProgramme, useMayDecide, useReview, type Review } from './programme'
import { ReviewItemForm } from './ReviewItemForm'
import { ReviewList } from './ReviewList'
import classes from './programme.module.css'

const LIST = { order: 'opened_on.desc,created_at.desc', limit: 50 }
const TO_SIGN = 'list'

/* The accounts, those that are not decided marked, and the list behind them. */
function Steps({ review, at, onGo }: { review: Review; at: string; onGo(id: string): void }) {
  const { t } = useTranslation('programme')
  const step = (id: string, label: string, aside: string) => (
    <li key={id}>
      <UnstyledButton className={classes.step} aria-current={at === id ? 'step' : undefined} onClick={() => onGo(id)}>
        <Text size="sm" span>
          {label}
        </Text>
        <Text size="sm" c="dimmed" span>
          {aside}
        </Text>
      </UnstyledButton>
    </li>
  )

  return (
    <nav aria-label={t('review.steps')} className="kam-no-print">
      <Text size="sm">{t('review.progress', { decided: review.decided, all: review.items.length })}</Text>
      <Progress value={(review.decided / Math.max(1, review.items.length)) * 100} my={6} aria-label={t('review.steps')} />
      <ol className={classes.steps}>
        {review.items.map((item) => step(item.id, nameOf(item.account), t(`verdicts.${item.verdict}`)))}
        {step(TO_SIGN, t('review.to_list'), '')}
      </ol>
    </nav>
  )
}

function OpenReview({ review, mayDecide }: { review: Review; mayDecide: boolean }) {
  const first = review.items.find((item) => item.verdict === 'open')?.id ?? TO_SIGN
  const [at, setAt] = useUrlState('step')
  const shown = review.items.find((item) => item.id === (at || first))
  const next = () => {
    const rest = review.items.filter((item) => item.verdict === 'open' && item.id !== shown?.id)
    setAt(rest[0]?.id ?? TO_SIGN)
  }

  return (
    <div className={classes.review}>
      <Steps review={review} at={shown?.id ?? TO_SIGN} onGo={setAt} />
      {shown ? (
        <ReviewItemForm key={`${shown.id} ${shown.version}`} item={shown} review={review} mayDecide={mayDecide} onDone={next} />
      ) : (
        <ReviewList review={review} mayDecide={mayDecide} />
      )}
    </div>
  )
}

function Begin({ onBegun }: { onBegun(id: string): void }) {
  const { t } = useTranslation('programme')
  const cache = useQueryClient()
  const [name, setName] = useState(t('review.name_of', { year: new Date().getFullYear() }))
  const [isBusy, setBusy] = useState(false)
  const begin = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    try {
      const { data } = await send<{ id: string }>('POST', `${PROGRAMME}/reviews`, { body: { name } })
      await cache.invalidateQueries({ queryKey: recordKeys.type('programme_review') })
      onBegun(data.id)
    } catch (error) {
      showProblem(t('review.not_begun'), error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <form onSubmit={(event) => void begin(event)} className="kam-no-print">
      <Group align="flex-end">
        <TextInput label={t('review.name')} value={name} maxLength={80} required onChange={(event) => setName(event.currentTarget.value)} />
        <Button type="submit" loading={isBusy}>
          {t('review.begin')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mt={4}>
        {t('review.begin_why')}
      </Text>
    </form>
  )
}

function Discard({ review }: { review: Review }) {
  const { t } = useTranslation('programme')
  const cache = useQueryClient()
  const [isSure, setSure] = useState(false)
  const discard = async () => {
    try {
      await send('DELETE', `${PROGRAMME}/reviews/${review.review.id}`)
      await cache.invalidateQueries({ queryKey: recordKeys.type('programme_review') })
      await refreshProgramme(cache)
    } catch (error) {
      showProblem(t('review.not_discarded'), error)
    }
  }

  return (
    <Button size="compact-sm" variant="subtle" color="red" onClick={() => (isSure ? void discard() : setSure(true))}>
      {t(isSure ? 'review.discard_sure' : 'review.discard')}
    </Button>
  )
}

function Shown({ id }: { id: string }) {
  const mayDecide = useMayDecide()
  const [search] = useUrlSearch()
  const { data, error, isPending, refetch } = useReview(id, queryOfSearch(search))

  if (isPending) return <Loading />
  if (error) return <Failed error={error} reset={() => void refetch()} />
  if (data.review.state === 'signed') return <ReviewList review={data} mayDecide={mayDecide} />
  return (
    <Stack gap="xs">
      <OpenReview review={data} mayDecide={mayDecide} />
      {mayDecide && (
        <Group justify="flex-end" className="kam-no-print">
          <Discard review={data} />
        </Group>
      )}
    </Stack>
  )
}

export function ReviewTab() {
  const { t } = useTranslation('programme')
  const [wanted, setWanted] = useUrlState('review')
  const mayDecide = useMayDecide()
  const { data, error, isPending } = useQuery({
    queryKey: recordKeys.list('programme_review', LIST),
    queryFn: () => listRecords('programme_review', LIST),
  })

  if (isPending) return <Loading />
  if (error) return <Failed error={error} />
  const stateOf = ({ state }: KamRecord) => t(state === 'signed' ? 'review.states.signed' : 'review.states.open')
  const labelOf = (review: KamRecord) => `${String(review.name)} · ${stateOf(review)}`
  const open = data.items.find((review) => review.state === 'open')
  const id = data.items.find((review) => review.id === wanted)?.id ?? open?.id ?? data.items[0]?.id
  return (
    <Stack gap="md">
      {!open && mayDecide && <Begin onBegun={setWanted} />}
      {data.items.length > 1 && (
        <Select
          className="kam-no-print"
          label={t('review.which')}
          maw={320}
          data={data.items.map((review) => ({ value: review.id, label: labelOf(review) }))}
          value={id ?? null}
          onChange={setWanted}
          allowDeselect={false}
        />
      )}
      {id ? <Shown key={id} id={id} /> : <Text size="sm">{t('review.none')}</Text>}
    </Stack>
  )
}
