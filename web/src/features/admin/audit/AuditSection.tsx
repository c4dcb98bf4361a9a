/* The audit: who changed what and when, the newest first; and whether the chain behind it is whole. */
import { Alert, Button, List, Stack, Text } from '@mantine/core'
import { useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { listRecords, recordKeys, titleOf } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { Empty, Failed, Loading } from '@/ui/states/States'
import { useUrlSearch } from '@/ui/url'
import { get } from '../pieces/get'
import { Section } from '../pieces/Section'
import { EntryCard } from './EntryCard'
import { idsByType, type Entry } from './entry'
import { Filters, filtersOf } from './Filters'

/* Records by their ids, a question a type; what was deleted has no name any more. */
function useNames(entries: readonly Entry[]): Map<string, string> {
  const session = useSession()
  const wanted = [...idsByType(entries, ({ read }) => mayDo(session, read))]
  return useQueries({
    queries: wanted.map(([type, ids]) => {
      const query = { id: `in.(${ids.join(',')})`, select: `id,${type.title}`, limit: 500 }
      return { queryKey: recordKeys.list(type.name, query), queryFn: () => listRecords(type.name, query) }
    }),
    combine: (results) =>
      new Map(
        wanted.flatMap(([type], at) =>
          (results[at]?.data?.items ?? []).map((record): [string, string] => [record.id, titleOf(type, record)]),
        ),
      ),
  })
}

function Verify() {
  const { t } = useTranslation('admin')
  const format = useFormat()
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['audit', 'verification'],
    queryFn: () => get('/api/v1/audit/verification'),
    enabled: false,
  })

  return (
    <Stack gap="xs" align="flex-start">
      <Button variant="default" loading={isFetching} onClick={() => void refetch()}>
        {t('audit.verify')}
      </Button>
      {error && <Failed error={error} />}
      {data && (
        <Alert
          role="status"
          color={data.is_whole ? 'green' : 'red'}
          title={t(data.is_whole ? 'audit.whole' : 'audit.broken', { rows: format.number(data.rows) })}
        >
          {data.is_whole ? (
            <Text size="xs" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
              {data.end}
            </Text>
          ) : (
            <List size="sm">
              {data.findings.map((finding) => (
                <List.Item key={finding}>{finding}</List.Item>
              ))}
            </List>
          )}
        </Alert>
      )}
    </Stack>
  )
}

export function AuditSection() {
  const { t } = useTranslation('admin')
  const [search, change] = useUrlSearch()
  const filters = filtersOf(search)
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['audit', 'list', filters],
    queryFn: ({ pageParam }) => get('/api/v1/audit', { ...filters, limit: 50, cursor: pageParam }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const entries = data?.pages.flatMap(({ items }) => items) ?? []
  const names = useNames(entries)

  return (
    <Section title={t('audit.title')} about={t('audit.about')} actions={<Verify />}>
      <Filters />
      {isPending && <Loading />}
      {error && <Failed error={error} />}
      {data && entries.length === 0 && <Empty title={t('audit.empty')}>{t('audit.empty_why')}</Empty>}
      <Stack component="ol" gap={6} m={0} p={0} style={{ listStyle: 'none' }}>
        {entries.map((entry) => (
          <EntryCard key={entry.seq} entry={entry} names={names} onPerson={(user) => change({ user })} />
        ))}
      </Stack>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Section>
  )
}
