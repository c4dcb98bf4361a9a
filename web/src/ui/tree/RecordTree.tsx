/* Records of a type that name what stands above them: groups of companies, categories of articles. */
import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listRecords, placeOf, recordKeys, titleOf, type KamRecord, type RecordType } from '@/api/records'
import type { Query } from '@/api/send'
import { Empty, Failed, Loading } from '@/ui/states/States'
import { Tree } from './Tree'

/* Of accounts only those in a group are a tree; the rest are a list. What they stand below comes with them. */
const ONLY: Record<string, Query> = { account: { or: '(kind.eq.head,parent_id.not.is.null)' } }
const PAGE = 500
const MOST = 5000
/* So many ids in one question. */
const IDS = 100

/** Whether records of a type stand below each other. */
export const isTree = (type: RecordType): boolean => type.fields.some(({ name, to }) => name === 'parent_id' && to === type.name)

const selectOf = (type: RecordType) => `id,version,parent_id,${type.title ?? 'id'}`

/* What the others stand below and is not among them: a company at the top of a group need not be called one. */
async function listTops(type: RecordType, found: readonly KamRecord[]): Promise<KamRecord[]> {
  const known = new Set<unknown>(found.map(({ id }) => id))
  const missing = [...new Set(found.map(({ parent_id }) => parent_id))].filter((id) => typeof id === 'string' && !known.has(id))
  const parts = Array.from({ length: Math.ceil(missing.length / IDS) }, (_, at) => missing.slice(at * IDS, (at + 1) * IDS))
  const pages = await Promise.all(
    parts.map((ids) => listRecords(type.name, { select: selectOf(type), id: `in.(${ids.join(',')})`, limit: IDS })),
  )
  return pages.flatMap(({ items }) => items)
}

async function listAll(type: RecordType): Promise<KamRecord[]> {
  const found: KamRecord[] = []
  let cursor: string | undefined
  do {
    const query = { ...ONLY[type.name], select: selectOf(type), order: type.title ?? 'id', limit: PAGE, cursor }
    const page = await listRecords(type.name, query)
    found.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor && found.length < MOST)
  const tops = await listTops(type, found)
  return tops.length === 0 ? found : [...found, ...tops].sort((a, b) => titleOf(type, a).localeCompare(titleOf(type, b)))
}

export function RecordTree({ type, label }: { type: RecordType; label: string }) {
  const { t } = useTranslation('tree')
  const navigate = useNavigate()
  const { data, error, isPending } = useQuery({ queryKey: [...recordKeys.type(type.name), 'tree'], queryFn: () => listAll(type) })

  if (isPending) return <Loading />
  if (error) return <Failed error={error} />
  if (data.length === 0) return <Empty title={t('empty')}>{t(type.name === 'account' ? 'empty_accounts' : 'empty_why')}</Empty>
  const below = new Map<unknown, number>()
  for (const { parent_id } of data) below.set(parent_id, (below.get(parent_id) ?? 0) + 1)
  const items = data.map((record) => ({
    id: record.id,
    parent: typeof record.parent_id === 'string' ? record.parent_id : null,
    label: titleOf(type, record),
    detail: below.has(record.id) ? t('below', { count: below.get(record.id) }) : undefined,
  }))
  return (
    <>
      <Text size="xs" c="dimmed" mb="xs" className="kam-no-print">
        {t('help')}
      </Text>
      <Tree items={items} label={label} onOpen={({ id }) => void navigate({ to: placeOf(type.name, id) })} />
      {data.length >= MOST && <Text size="sm">{t('cut', { count: MOST })}</Text>}
    </>
  )
}
