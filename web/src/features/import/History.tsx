/* All batches, the newest first: who, when, what, and the way back. */
import { Anchor, Badge, Button, Center, Group, Table, Text, VisuallyHidden } from '@mantine/core'
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { Empty, Failed, Loading } from '@/ui/states/States'
import { useKindName } from './kinds'
import { importKeys, loadBatches } from './requests'
import { Scroll } from './Scroll'
import type { Batch } from './types'
import { UndoButton } from './UndoButton'

function State({ batch }: { batch: Batch }) {
  const { t } = useTranslation('import')
  const format = useFormat()

  if (batch.state === 'done') return <>{t('history.done')}</>
  return (
    <>
      <Badge size="sm" color="gray" variant="light" autoContrast>
        {t('history.undone')}
      </Badge>
      <Text size="xs" c="dimmed">
        {t('history.undone_by', { who: batch.undone_by ?? '–', when: format.instant(batch.undone_at) })}
      </Text>
    </>
  )
}

function Row({ batch }: { batch: Batch }) {
  const { t } = useTranslation('import')
  const format = useFormat()
  const kindName = useKindName()
  const refused = Number((batch.balance as Record<string, unknown>).refused ?? 0)

  return (
    <Table.Tr>
      <Table.Th scope="row" className="kam-number">
        {batch.batch}
      </Table.Th>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{format.instant(batch.started_at)}</Table.Td>
      <Table.Td miw={140} style={{ overflowWrap: 'anywhere' }}>
        {batch.files}
      </Table.Td>
      <Table.Td>{kindName(batch.kind)}</Table.Td>
      <Table.Td className="kam-number">{format.number(batch.lines)}</Table.Td>
      <Table.Td className="kam-number">
        {refused > 0 ? (
          <Anchor href={`/api/v1/imports/${batch.batch}/rejects`} download size="sm">
            {format.number(refused)} <IconDownload size={14} stroke={1.5} style={{ verticalAlign: 'text-bottom' }} />
            <VisuallyHidden>{t('history.rejects', { batch: batch.batch })}</VisuallyHidden>
          </Anchor>
        ) : (
          format.number(refused)
        )}
      </Table.Td>
      <Table.Td className="kam-number">{batch.kind === 'sales' ? format.money(batch.net, 2) : '–'}</Table.Td>
      <Table.Td>{batch.imported_by ?? '–'}</Table.Td>
      <Table.Td>{batch.profile ?? '–'}</Table.Td>
      <Table.Td>
        <State batch={batch} />
      </Table.Td>
      <Table.Td>{batch.state === 'done' && <UndoButton batch={batch.batch} short />}</Table.Td>
    </Table.Tr>
  )
}

const COLUMNS = ['batch', 'when', 'files', 'what', 'rows', 'refused', 'net', 'who', 'profile', 'state', 'actions'] as const
const NUMBERS = new Set<string>(['batch', 'rows', 'refused', 'net'])

export function History() {
  const { t } = useTranslation('import')
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: importKeys.batches,
    queryFn: ({ pageParam }) => loadBatches(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })

  if (isPending) return <Loading />
  if (error) return <Failed error={error} reset={() => void refetch()} />
  const batches = data.pages.flatMap((page) => page.items)
  if (batches.length === 0) return <Empty title={t('history.empty')}>{t('history.empty_why')}</Empty>
  return (
    <>
      <Scroll label={t('tabs.history')} minWidth={980}>
        <Table fz="sm" verticalSpacing={4} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              {COLUMNS.map((name) => (
                <Table.Th key={name} className={NUMBERS.has(name) ? 'kam-number' : undefined}>
                  {name === 'actions' ? <VisuallyHidden>{t('history.actions')}</VisuallyHidden> : t(`history.${name}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {batches.map((batch) => (
              <Row key={batch.batch} batch={batch} />
            ))}
          </Table.Tbody>
        </Table>
      </Scroll>
      {hasNextPage && (
        <Center mt="sm">
          <Group>
            <Button variant="default" size="xs" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('history.more')}
            </Button>
          </Group>
        </Center>
      )}
    </>
  )
}
