/* Merges that were done: what went into what, who and when, and the way back, or why there is none. */
import { Anchor, Button, Group, Table, Text, Title, VisuallyHidden } from '@mantine/core'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/api/problem'
import { useFormat } from '@/i18n/use'
import { Wide } from '@/ui/figure/Wide'
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
  const format = useFormat()

  return (
    <Table.Tr>
      <Table.Th scope="row" fw={500}>
        {nameOf(merge.other)}
      </Table.Th>
      <Table.Td>
        <Anchor component={Link} to={`/accounts/${merge.survivor.id}`} size="sm">
          {nameOf(merge.survivor)}
        </Anchor>
      </Table.Td>
      <Table.Td>{merge.merged_by ?? '–'}</Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{format.instant(merge.merged_at)}</Table.Td>
      <Table.Td c={merge.obstacle ? 'dimmed' : undefined}>
        <WayBack merge={merge} />
      </Table.Td>
    </Table.Tr>
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
          <Wide label={t('past.title')} min={640}>
            <Table fz="sm" verticalSpacing={4} highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  {(['other', 'survivor', 'who', 'when'] as const).map((name) => (
                    <Table.Th key={name}>{t(`past.${name}`)}</Table.Th>
                  ))}
                  <Table.Th>
                    <VisuallyHidden>{t('past.way_back')}</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {merges.map((merge) => (
                  <Row key={merge.id} merge={merge} />
                ))}
              </Table.Tbody>
            </Table>
          </Wide>
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
