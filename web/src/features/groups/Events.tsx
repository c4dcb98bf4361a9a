/* Who came and who left, in words, the newest first. */
import { Paper, Table, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { SourceButton } from '@/ui/figure/SourceButton'
import { WideRows } from '@/ui/figure/WideRows'
import { EmptyPart } from '@/ui/states/States'
import { titleOf, type GroupEvent, type OneGroup } from './groups'

const ROW = 28

function EventRow({ event }: { event: GroupEvent }) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const other = event.event === 'joined' ? event.from_group : event.to_group
  const key = `timeline.${event.event}${other ? '_group' : ''}`

  return (
    <Table.Tr>
      <Table.Td w={110} className="kam-number" c="dimmed">
        {format.date(event.day)}
      </Table.Td>
      <Table.Td>
        {t(key, { name: titleOf(event.account), group: other ? titleOf(other) : undefined })}{' '}
        {event.units > 1 && (
          <Text span size="sm" c="dimmed">
            {t('timeline.with', { count: event.units - 1 })}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

export function Events({ group: { events, source } }: { group: OneGroup }) {
  const { t } = useTranslation('groups')
  const head = (
    <Table.Thead className="kam-visually-hidden">
      <Table.Tr>
        <Table.Th>{t('columns.day')}</Table.Th>
        <Table.Th>{t('timeline.events')}</Table.Th>
      </Table.Tr>
    </Table.Thead>
  )

  return (
    <Paper component="section" withBorder p="sm" aria-label={t('timeline.title')}>
      <SourceButton title={t('timeline.title')} source={source} formula={t('formula.timeline')}>
        <Title order={2}>{t('timeline.title')}</Title>
      </SourceButton>
      {events.length === 0 ? (
        <EmptyPart title={t('timeline.none')}>{t('timeline.none_why')}</EmptyPart>
      ) : (
        <WideRows label={t('timeline.events')} min={0} max_height={280} count={events.length} row_height={ROW} head={head}>
          {(index) => {
            const event = events.at(-1 - index)
            return event && <EventRow event={event} />
          }}
        </WideRows>
      )}
    </Paper>
  )
}
