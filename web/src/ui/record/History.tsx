/* Who changed what of a record, the newest first. */
import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Subject } from '@/api/extras'
import type { HistoryItem } from '@/api/problem'
import { fieldOf, historyOf, recordKeys, recordType, type Page, type RecordType } from '@/api/records'
import { say } from '@/i18n'
import { useFormat } from '@/i18n/use'
import { EmptyPart, Failed, Loading } from '@/ui/states/States'
import { FieldValue } from './FieldValue'
import { plainMentions } from './mentions'
import { More } from './More'
import { usePages } from './usePages'

const HANGING = new Set(['comment', 'attachment', 'tag'])

/** One change in full: every field with what it held and what it holds. Fields that the program keeps for itself are left out. */
export function ChangedFields({ type, changes }: { type: RecordType; changes: HistoryItem['changes'] }) {
  const fields = Object.entries(changes).flatMap(([name, [before, after]]) => {
    const field = fieldOf(type, name)
    return field && !field.computed ? [{ field, before, after }] : []
  })

  // What hangs on a record is told by itself: the text of a comment, the name of a file or tag.
  const hung = Object.entries(changes).flatMap(([name, sides]) =>
    HANGING.has(name) ? [{ name, text: String(sides[1] ?? sides[0] ?? '') }] : [],
  )

  return (
    <>
      {hung.map(({ name, text }) => (
        <Text key={name} size="sm" lineClamp={4}>
          {plainMentions(text)}
        </Text>
      ))}
      {fields.map(({ field, before, after }) => (
        <Text key={field.name} size="sm">
          <Text span c="dimmed">
            {say(field.label)}:
          </Text>{' '}
          {before !== null && before !== undefined && (
            <>
              <s>
                <FieldValue plain field={field} record={{ [field.name]: before }} />
              </s>
              {' → '}
            </>
          )}
          <FieldValue plain field={field} record={{ [field.name]: after }} />
        </Text>
      ))}
    </>
  )
}

export function History({ subject }: { subject: Subject }) {
  const { t } = useTranslation('record')
  const format = useFormat()
  const type = recordType(subject.type)
  const key = recordKeys.part(subject.type, subject.id, 'history')
  const history = usePages<HistoryItem>(
    key,
    (cursor): Promise<Page<HistoryItem>> => historyOf(subject.type, subject.id, { cursor, limit: 30 }),
  )

  if (history.isPending) return <Loading />
  if (history.error) return <Failed error={history.error} />
  if (history.items.length === 0) return <EmptyPart title={t('history.empty')}>{t('history.empty_why')}</EmptyPart>
  return (
    <Stack>
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }} aria-label={t('history.title')}>
        {history.items.map((item) => (
          <li key={`${item.version} ${item.at} ${item.action}`} className="kam-keep-together">
            <Text size="sm">
              <Text span size="sm" fw={600}>
                {t([`actions.${item.action}`, 'actions.other'])}
              </Text>{' '}
              <Text span size="xs" c="dimmed">
                {[item.actor ?? t('somebody'), format.instant(item.at)].join(' · ')}
              </Text>
            </Text>
            <ChangedFields type={type} changes={item.changes} />
          </li>
        ))}
      </Stack>
      <More pages={history} />
    </Stack>
  )
}
