/* Invoice lines without a customer, by document: tick some, or all whose number begins alike, and say whose they are. */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { PageHead } from '@/ui/PageHead'
import { showNotice, showProblem } from '@/ui/record/notices'
import { Empty, Failed, Loading } from '@/ui/states/States'
import { useUrlState } from '@/ui/url'
import { AssignBar } from './AssignBar'
import { DocumentsTable } from './DocumentsTable'
import { PastAssignments } from './PastAssignments'
import { assign, loadUnassigned, unassignedKeys, undoAssignment, useForget, type Chosen } from './requests'

const PAUSE_MS = 200

function useDocuments(begins: string) {
  const query = useInfiniteQuery({
    queryKey: unassignedKeys.documents(begins),
    queryFn: ({ pageParam }) => loadUnassigned(begins, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })
  return { ...query, documents: query.data?.pages.flatMap(({ items }) => items) ?? [], count: query.data?.pages[0]?.documents ?? 0 }
}

function useAssigning(onDone: () => void) {
  const { t } = useTranslation('unassigned')
  const forget = useForget()
  const takeBack = (id: string) =>
    undoAssignment(id)
      .catch((failed: unknown) => showProblem(t('past.failed'), failed))
      .finally(() => void forget())

  return useMutation({
    mutationFn: ({ account, chosen }: { account: string; chosen: Chosen }) => assign(account, chosen),
    onSuccess: ({ id, documents }) => {
      onDone()
      showNotice({ message: t('done', { count: documents }), undo: { label: t('undo'), run: () => takeBack(id) } })
    },
    onError: (error) => showProblem(t('failed'), error),
    onSettled: () => void forget(),
  })
}

function Nothing() {
  const { t } = useTranslation('unassigned')

  return (
    <Empty
      title={t('none')}
      actions={
        <Button component={Link} to="/" variant="default" size="xs">
          {t('to_overview')}
        </Button>
      }
    >
      {t('none_why')}
    </Empty>
  )
}

export function UnassignedPage() {
  const { t } = useTranslation('unassigned')
  const format = useFormat()
  const [begins, setBegins] = useUrlState('begins')
  const [asked] = useDebouncedValue(begins.trim(), PAUSE_MS)
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [isAll, setAll] = useState(false)
  const { documents, count, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useDocuments(asked)
  const forgetTicks = () => {
    setTicked(new Set())
    setAll(false)
  }
  const { mutate, isPending: isAssigning } = useAssigning(forgetTicks)
  const chosen: Chosen = isAll ? { number_begins: asked } : { documents: [...ticked] }

  if (isPending) return <Loading />
  if (error) return <Failed error={error} reset={() => void refetch()} />
  return (
    <>
      <PageHead title={t('title')}>{t('about')}</PageHead>
      <Stack gap="md">
        {count === 0 && asked === '' ? (
          <Nothing />
        ) : (
          <>
            <TextInput
              label={t('begins')}
              description={t('begins_hint')}
              value={begins}
              maxLength={100}
              maw={360}
              onChange={(event) => {
                setBegins(event.currentTarget.value || null)
                forgetTicks()
              }}
            />
            <AssignBar
              n={isAll ? count : ticked.size}
              all={isAll ? null : count}
              onAll={() => setAll(true)}
              onNone={forgetTicks}
              isBusy={isAssigning}
              onAssign={(account) => mutate({ account, chosen })}
            />
            <Text size="sm" aria-live="polite">
              {t('shown', { count, number: format.number(count) })}
            </Text>
            <DocumentsTable
              documents={documents}
              ticked={isAll ? new Set(documents.map(({ id }) => id)) : ticked}
              onTick={(ids) => {
                setAll(false)
                setTicked(ids)
              }}
            />
            {hasNextPage && (
              <Group justify="center">
                <Button variant="default" size="xs" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                  {t('more')}
                </Button>
              </Group>
            )}
          </>
        )}
        <PastAssignments />
      </Stack>
    </>
  )
}
