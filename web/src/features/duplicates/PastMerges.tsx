/* Merges that were done: what went into what, who and when, and the way back, or why there is none. */
import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/api/problem'
import { useFormat } from '@/i18n/use'
import { showNotice, showProblem } from '@/ui/record/notices'
import { Failed, Loading } from '@/ui/states/States'
import { duplicateKeys, loadMerges, undoMerge, useForget, type PastMerge } from './duplicates'

const nameOf = ({ id, title }: PastMerge['survivor']) => title ?? id

/* The way back, or what stands in it. */
function WayBack({ merge }: { merge: PastMerge }) {
  const { t } = useTranslation('duplicates')
  const format = useFormat()
  const forget = useForget()
  const { mutate, isPending } = useMutation({
    mutationFn: () => undoMerge(merge.id),
    onSuccess: () => showNotice({ message: t('past.taken_back', { name: nameOf(merge.other) }) }),
    onError: (error) => showProblem(isProblem(error, 409) ? t('past.meanwhile') : t('past.failed'), error),
    onSettled: forget,
  })

  if (merge.obstacle === 'undone')
    return <>{t('past.undone', { who: merge.undone_by ?? '–', when: format.instant(merge.undone_at) })}</>
  if (merge.obstacle) return <>{t(`past.${merge.obstacle}`)}</>
  return (
    <Button
      size="xs"
      variant="default"
      loading={isPending}
      onClick={() => mutate()}
      aria-label={t('past.undo_of', { other: nameOf(merge.other), survivor: nameOf(merge.survivor) })}
    >
      {t('undo')}
    </Button>
  )
}

function Row({ merge }: { merge: PastMerge }) {
  const { t } = useTranslation('duplicates')
  const format = useFormat()

  return (
    <Group component="li" justify="space-between" gap="xs" py={8} style={{ borderTop: '1px solid var(--kam-line)' }}>
      <div>
        <Text size="sm">
          {t('past.into', { other: nameOf(merge.other) })}{' '}
          <Anchor component={Link} to={`/accounts/${merge.survivor.id}`} size="sm" fw={600} underline="always">
            {nameOf(merge.survivor)}
          </Anchor>
        </Text>
        <Text size="xs" c="dimmed">
          {t('past.who', { who: merge.merged_by ?? '–', when: format.instant(merge.merged_at) })}
        </Text>
      </div>
      <Text size="sm" c={merge.obstacle ? 'dimmed' : undefined} component="div">
        <WayBack merge={merge} />
      </Text>
    </Group>
  )
}

export function PastMerges() {
  const { t } = useTranslation('duplicates')
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: duplicateKeys.past,
    queryFn: ({ pageParam }) => loadMerges(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
  const merges = data?.pages.flatMap((page) => page.items) ?? []

  if (data && merges.length === 0) return null
  return (
    <section aria-labelledby="past-merges">
      <Title order={2} id="past-merges" mt="md" mb={4}>
        {t('past.title')}
      </Title>
      {isPending && <Loading />}
      {error && <Failed error={error} reset={() => void refetch()} />}
      {data && (
        <>
          <Text size="sm" c="dimmed" mb="xs">
            {t('past.about')}
          </Text>
          <Stack component="ul" gap={0} p={0} m={0} style={{ listStyle: 'none' }}>
            {merges.map((merge) => (
              <Row key={merge.id} merge={merge} />
            ))}
          </Stack>
          {hasNextPage && (
            <Group justify="center" mt="sm">
              <Button variant="default" size="xs" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                {t('past.more')}
              </Button>
            </Group>
          )}
        </>
      )}
    </section>
  )
}
