/* What was given to whom already, and the way back. */
import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { showNotice, showProblem } from '@/ui/record/notices'
import { Failed, Loading } from '@/ui/states/States'
import { loadAssignments, unassignedKeys, undoAssignment, useForget, type Assignment } from './requests'

function WayBack({ assignment }: { assignment: Assignment }) {
  const { t } = useTranslation('unassigned')
  const format = useFormat()
  const forget = useForget()
  const { mutate, isPending } = useMutation({
    mutationFn: () => undoAssignment(assignment.id),
    onSuccess: () => showNotice({ message: t('past.taken_back') }),
    onError: (error) => showProblem(t('past.failed'), error),
    onSettled: () => void forget(),
  })

  if (assignment.undone_at)
    return (
      <Text size="sm" c="dimmed">
        {t('past.undone', { who: assignment.undone_by ?? '–', when: format.instant(assignment.undone_at) })}
      </Text>
    )
  return (
    <Button
      variant="default"
      size="xs"
      loading={isPending}
      aria-label={`${t('undo')}: ${assignment.account.name ?? assignment.account.id}`}
      onClick={() => mutate()}
    >
      {t('undo')}
    </Button>
  )
}

function Row({ assignment }: { assignment: Assignment }) {
  const { t } = useTranslation('unassigned')
  const format = useFormat()
  const { account, documents } = assignment

  return (
    <Group justify="space-between" gap="xs">
      <div>
        <Text size="sm">
          {t('past.to', { count: documents, number: format.number(documents) })}{' '}
          <Anchor component={Link} to={`/accounts/${account.id}`} size="sm" underline="always">
            {account.name ?? account.id}
          </Anchor>
        </Text>
        <Text size="xs" c="dimmed">
          {assignment.assigned_by ?? '–'}, {format.instant(assignment.assigned_at)}
        </Text>
      </div>
      <WayBack assignment={assignment} />
    </Group>
  )
}

export function PastAssignments() {
  const { t } = useTranslation('unassigned')
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: unassignedKeys.past,
    queryFn: ({ pageParam }) => loadAssignments(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

  if (isPending) return <Loading />
  if (error) return <Failed error={error} reset={() => void refetch()} />
  const items = data.pages.flatMap((page) => page.items)
  if (items.length === 0) return null
  return (
    <Stack component="section" gap="xs" aria-label={t('past.title')}>
      <Title order={2}>{t('past.title')}</Title>
      {items.map((assignment) => (
        <Row key={assignment.id} assignment={assignment} />
      ))}
      {hasNextPage && (
        <Button variant="default" size="xs" loading={isFetchingNextPage} onClick={() => void fetchNextPage()} w="fit-content">
          {t('more')}
        </Button>
      )}
    </Stack>
  )
}
