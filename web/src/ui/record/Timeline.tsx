/* What happened around a record, the newest first: changes, comments, files, and for accounts visits, calls and tasks. */
import { Anchor, Group, Text, ThemeIcon, Timeline as Line } from '@mantine/core'
import IconCheckbox from '@tabler/icons-react/dist/esm/icons/IconCheckbox.mjs'
import IconMessage from '@tabler/icons-react/dist/esm/icons/IconMessage.mjs'
import IconMessages from '@tabler/icons-react/dist/esm/icons/IconMessages.mjs'
import IconPaperclip from '@tabler/icons-react/dist/esm/icons/IconPaperclip.mjs'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Icon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { extraKey, listTimeline, placeOfAttachment, type Subject, type TimelineItem } from '@/api/extras'
import type { HistoryItem } from '@/api/problem'
import { historyOf, placeOf, recordKeys, recordType } from '@/api/records'
import { useFormat } from '@/i18n/use'
import { EmptyPart, Failed, Loading } from '@/ui/states/States'
import { ChangedFields } from './History'
import { plainMentions } from './mentions'
import { More } from './More'
import { usePages } from './usePages'

const ICONS: Record<TimelineItem['kind'], Icon> = {
  change: IconPencil,
  comment: IconMessage,
  attachment: IconPaperclip,
  interaction: IconMessages,
  task: IconCheckbox,
}

export function Timeline({ subject }: { subject: Subject }) {
  const { t } = useTranslation('record')
  const timeline = usePages(extraKey(subject, 'timeline'), (cursor) => listTimeline(subject, cursor))
  // What a change was about is told by the history; entries know each other by their number.
  const { data: history } = useQuery({
    queryKey: recordKeys.part(subject.type, subject.id, 'changes'),
    queryFn: () => historyOf(subject.type, subject.id, { limit: 200 }),
  })
  const changes = new Map((history?.items ?? []).map((item) => [String((item as HistoryItem & { seq?: unknown }).seq), item]))

  if (timeline.isPending) return <Loading />
  if (timeline.error) return <Failed error={timeline.error} />
  if (timeline.items.length === 0) return <EmptyPart title={t('timeline.empty')}>{t('timeline.empty_why')}</EmptyPart>
  return (
    <>
      <Line bulletSize={26} lineWidth={1} aria-label={t('timeline.title')}>
        {timeline.items.map((item) => (
          <Entry
            key={`${item.kind} ${item.id}`}
            subject={subject}
            item={item}
            change={item.kind === 'change' ? changes.get(item.id) : undefined}
          />
        ))}
      </Line>
      <More pages={timeline} />
    </>
  )
}

function Entry({ subject, item, change }: { subject: Subject; item: TimelineItem; change?: HistoryItem }) {
  const { t } = useTranslation('record')
  const format = useFormat()
  const Icon = ICONS[item.kind]

  return (
    <Line.Item
      className="kam-keep-together"
      bullet={
        <ThemeIcon size={26} radius="xl" variant="default" aria-hidden>
          <Icon size={14} stroke={1.5} />
        </ThemeIcon>
      }
    >
      <Group gap={6} align="baseline">
        <Text size="sm" fw={500}>
          {item.kind === 'change' ? t([`actions.${item.title}`, 'actions.other']) : t(`timeline.kind.${item.kind}`)}
        </Text>
        <Text size="xs" c="dimmed">
          {[item.author ?? t(item.by === '0' ? 'program' : 'somebody'), format.instant(item.at)].join(' · ')}
        </Text>
      </Group>
      {change ? <ChangedFields type={recordType(subject.type)} changes={change.changes} /> : <What subject={subject} item={item} />}
    </Line.Item>
  )
}

function What({ subject, item }: { subject: Subject; item: TimelineItem }) {
  if (item.kind === 'change') return null
  if (item.kind === 'interaction' || item.kind === 'task')
    return (
      <Anchor component={Link} to={placeOf(item.kind, item.id)} size="sm">
        {item.title}
      </Anchor>
    )
  if (item.kind === 'attachment')
    return (
      <Anchor href={placeOfAttachment(subject, item.id)} size="sm">
        {item.title}
      </Anchor>
    )
  return (
    <Text size="sm" lineClamp={4} style={{ whiteSpace: 'pre-wrap' }}>
      {plainMentions(item.title)}
    </Text>
  )
}
