/* The analyses that were kept: which, when, of which data; and another one, begun from here. */
import { Anchor, Button, Group, Select, Table, Text } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isOver, useJob } from '@/api/job'
import { say } from '@/i18n'
import { useFormat } from '@/i18n/use'
import { PageHead } from '@/ui/PageHead'
import { Empty, Failed, Loading } from '@/ui/states/States'
import { Progress } from './Progress'
import { kindsQuery, loadRuns, runsKey, startAnalysis, type Kind, type Run } from './runs'

function Start({ kinds }: { kinds: readonly Kind[] }) {
  const { t } = useTranslation('runs')
  const [name, setName] = useState<string | null>(kinds[0]?.name ?? null)
  const { mutate, data, error, isPending } = useMutation({ mutationFn: startAnalysis })
  const { data: job } = useJob(data?.id ?? null)
  const isAtWork = isPending || (data !== undefined && !isOver(job))
  const kind = kinds.find((one) => one.name === name)

  return (
    <>
      <Group align="flex-end" gap="xs">
        <Select
          label={t('which')}
          data={kinds.map((one) => ({ value: one.name, label: t(`kinds.${one.name}`, { defaultValue: one.name }) }))}
          value={name}
          onChange={setName}
          allowDeselect={false}
          w={260}
        />
        <Button loading={isAtWork} onClick={() => name && mutate(name)}>
          {t('start')}
        </Button>
      </Group>
      {kind && (
        <Text size="sm" c="dimmed" mt={4}>
          {t('answers')} {say({ en: kind.en ?? '', sr: kind.sr ?? '' })}.
        </Text>
      )}
      {error && <Failed error={error} />}
      {data && <Progress job={job} />}
    </>
  )
}

function Row({ run }: { run: Run }) {
  const { t } = useTranslation('runs')
  const format = useFormat()

  return (
    <Table.Tr>
      <Table.Td className="kam-number">{run.run}</Table.Td>
      <Table.Td>
        <Anchor component={Link} to={`/runs/${run.run}`} size="sm">
          {t(`kinds.${run.analysis}`, { defaultValue: run.analysis })}
        </Anchor>
      </Table.Td>
      <Table.Td>{format.instant(run.started_at)}</Table.Td>
      <Table.Td className="kam-number" visibleFrom="sm">
        {format.number(run.data_version)}
      </Table.Td>
    </Table.Tr>
  )
}

export function RunsPage() {
  const { t } = useTranslation('runs')
  const kinds = useQuery(kindsQuery)
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [...runsKey, 'list'],
    queryFn: ({ pageParam }) => loadRuns(pageParam),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const runs = data?.pages.flatMap(({ items }) => items as Run[]) ?? []

  if (isPending || kinds.isPending) return <Loading />
  if (error ?? kinds.error) return <Failed error={error ?? kinds.error} />
  return (
    <>
      <PageHead title={t('title')}>{t('about')}</PageHead>
      <Start kinds={kinds.data} />
      {runs.length === 0 && <Empty title={t('empty')}>{t('empty_why')}</Empty>}
      {runs.length > 0 && (
        <Table mt="md" verticalSpacing={6} highlightOnHover aria-label={t('title')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th className="kam-number">{t('number')}</Table.Th>
              <Table.Th>{t('analysis')}</Table.Th>
              <Table.Th>{t('when')}</Table.Th>
              <Table.Th className="kam-number" visibleFrom="sm">
                {t('data_version')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {runs.map((run) => (
              <Row key={run.run} run={run} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {hasNextPage && (
        <Button mt="md" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  )
}
