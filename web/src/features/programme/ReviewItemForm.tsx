/* One account of the review: what it is, what the rules say, what was kept, and the verdict. */
import { Anchor, Badge, Button, Group, List, Paper, Radio, SimpleGrid, Stack, Text, Textarea, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { KamRecord } from '@/api/records'
import { say } from '@/i18n'
import { useFormat } from '@/i18n/use'
import { useRecordChange } from '@/ui/record/change'
import { showProblem } from '@/ui/record/notices'
import { nameOf, tierOf, verdictOf, type Review, type ReviewItem } from './programme'
import { RuleList } from './RuleList'
import { useWords } from './useWords'

const NONE = 'none'

function Figures({ item, review }: { item: ReviewItem; review: Review }) {
  const { t } = useTranslation('programme')
  const format = useFormat()
  const words = useWords(review.rules_currency)
  const { standing } = item

  if (!standing) return <Text size="sm">{t('review.no_figures')}</Text>
  const figures = [
    [t('measures.net'), format.money(standing.net)],
    [t('measures.growth'), words.figure('growth', standing.figures.growth)],
    [t('measures.margin_rate'), words.figure('margin_rate', standing.figures.margin_rate)],
    [t('measures.rank'), words.figure('rank', standing.figures.rank)],
    [t('measures.key_probability'), words.figure('key_probability', standing.figures.key_probability)],
    [t('measures.alive'), words.figure('alive', standing.figures.alive)],
    [t('columns.kept'), format.percent(standing.promises_kept, 0)],
  ] as const
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="xs">
      {figures.map(([label, value]) => (
        <div key={label}>
          <Text size="xs" c="dimmed">
            {label}
          </Text>
          <Text size="sm" fw={600} className="kam-number" ta="start">
            {value}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  )
}

/* Why it is key or not, and what would change that. */
function Reasons({ item }: { item: ReviewItem }) {
  const { t } = useTranslation('programme')

  if (item.reasons.length === 0) return null
  return (
    <div>
      <Title order={3} size="sm">
        {t('review.selection_says')}
      </Title>
      <List size="sm">
        {item.reasons.map((reason) => (
          <List.Item key={reason.en}>{say(reason)}</List.Item>
        ))}
      </List>
    </div>
  )
}

interface FormProps {
  item: ReviewItem
  review: Review
  mayDecide: boolean
  onDone(): void
}

function Verdict({ item, review, onDone }: FormProps) {
  const { t } = useTranslation('programme')
  const words = useWords(review.rules_currency)
  const change = useRecordChange('programme_review_item')
  const isDecided = item.verdict !== 'open'
  const [tier, setTier] = useState(isDecided ? item.to_tier_id : item.proposed.tier_id)
  const [reason, setReason] = useState(item.reason ?? '')
  const [isSaving, setSaving] = useState(false)
  const verdict = verdictOf(review.tiers, item.from_tier_id, tier)
  const lacksReason = verdict !== 'keep' && reason.trim() === ''
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setSaving(true)
    try {
      const before = { id: item.id, version: item.version, verdict: item.verdict, to_tier_id: item.to_tier_id, reason: item.reason }
      const changes = { verdict, to_tier_id: tier, reason: reason || null }
      const saved = await change.patch(before as unknown as KamRecord, changes, { quiet: true })
      if (saved) onDone()
    } catch (error) {
      showProblem(t('review.failed'), error)
    } finally {
      setSaving(false)
    }
  }

  return (
    <form onSubmit={(event) => void save(event)} aria-label={t('review.verdict_of', { name: nameOf(item.account) })}>
      <Stack gap="sm">
        <Radio.Group label={t('review.tier_after')} value={tier ?? NONE} onChange={(value) => setTier(value === NONE ? null : value)}>
          <Group mt={4}>
            {review.tiers.map((each) => (
              <Radio key={each.id} value={each.id} label={words.tier(each)} />
            ))}
            <Radio value={NONE} label={t('no_tier')} />
          </Group>
        </Radio.Group>
        <Textarea
          label={t('review.reason')}
          description={verdict === 'keep' ? t('review.reason_free') : t('review.reason_needed')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autosize
          minRows={2}
        />
        <Group>
          <Button type="submit" loading={isSaving} disabled={lacksReason}>
            {t('review.save', { verdict: t(`verdicts.${verdict}`) })}
          </Button>
          {item.proposed.verdict !== verdict && (
            <Text size="sm" c="dimmed">
              {t('review.rules_propose', { verdict: t(`verdicts.${item.proposed.verdict}`) })}
            </Text>
          )}
        </Group>
      </Stack>
    </form>
  )
}

export function ReviewItemForm(props: FormProps) {
  const { item, review, mayDecide } = props
  const { t } = useTranslation('programme')
  const format = useFormat()
  const words = useWords(review.rules_currency)
  const { standing } = item

  return (
    <Paper component="section" withBorder p="md" aria-label={nameOf(item.account)}>
      <Stack gap="md">
        <Group gap="xs">
          <Title order={2}>
            <Anchor component={Link} to={`/accounts/${item.account.id}`} inherit>
              {nameOf(item.account)}
            </Anchor>
          </Title>
          <Badge variant="light" radius="sm" tt="none">
            {words.tier(tierOf(review.tiers, item.from_tier_id))}
          </Badge>
          {standing?.is_key && (
            <Badge variant="light" color="gray" c="var(--kam-good)" radius="sm" tt="none">
              {t('review.is_key')}
            </Badge>
          )}
        </Group>
        <Figures item={item} review={review} />
        {standing && (
          <div>
            <Title order={3} size="sm">
              {t('review.rules_say', { verdict: t(`verdicts.${item.proposed.verdict}`) })}
            </Title>
            <RuleList standing={standing} head={review} />
          </div>
        )}
        <Reasons item={item} />
        {standing?.decision && (
          <Text size="sm">
            {t('review.last_time', { date: format.date(standing.decision.decided_on), name: standing.decision.user ?? '' })}{' '}
            {standing.decision.reason}
          </Text>
        )}
        {mayDecide && <Verdict {...props} />}
      </Stack>
    </Paper>
  )
}
