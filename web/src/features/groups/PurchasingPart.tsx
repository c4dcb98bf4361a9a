/* How the group buys, category by category: centrally, by region or each for itself, since when, how surely, seen or said; and the power
 * of each side. What the invoices show is kept by a press, and can be taken back. */
import { Paper, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/api/problem'
import { recordType, type KamRecord } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { SourceButton } from '@/ui/figure/SourceButton'
import { RecordDrawer } from '@/ui/form/RecordDrawer'
import type { Values } from '@/ui/form/values'
import { useRecordChange } from '@/ui/record/change'
import { showProblem } from '@/ui/record/notices'
import { EmptyPart, Failed, Loading } from '@/ui/states/States'
import type { OneGroup } from './groups'
import { PowerTable } from './PowerTable'
import { loadPurchasing, purchasingKey, type Purchasing } from './purchasing'
import { PurchasingTable } from './PurchasingTable'

const TYPE = recordType('purchasing')

/* How sure, in the reader's words. */
const sourceOf = ({ source }: Purchasing, words: string) => ({ ...source, certainty: { ...source.certainty, words } })

export function PurchasingPart({ group }: { group: OneGroup }) {
  const { t } = useTranslation('groups')
  const mayChange = mayDo(useSession(), TYPE.write)
  const change = useRecordChange(TYPE.name)
  const [edited, setEdited] = useState<{ record: KamRecord | null; given: Values } | null>(null)
  const id = group.group.id
  const { data, error, isPending, refetch } = useQuery({ queryKey: purchasingKey(id), queryFn: () => loadPurchasing(id) })
  const accept = (proposal: Values) =>
    void change.create(proposal).catch((failed: unknown) => showProblem(t('purchasing.not_kept'), failed))
  const edit = (category: string) =>
    setEdited({ record: data?.said.get(category) ?? null, given: { account_id: id, category, source: 'judgement' } })

  // Too few lines for a test are no failure of the page.
  if (error && isProblem(error, 422)) return null
  return (
    <Paper component="section" withBorder p="sm" aria-label={t('purchasing.title')}>
      {isPending && <Loading />}
      {error && <Failed error={error} reset={() => void refetch()} />}
      {data && (
        <>
          <SourceButton
            title={t('purchasing.title')}
            source={sourceOf(data, t('formula.purchasing_sure'))}
            formula={t('formula.purchasing')}
          >
            <Title order={2}>{t('purchasing.title')}</Title>
            <Text size="sm" c="dimmed">
              {t('purchasing.about')}
            </Text>
          </SourceButton>
          {data.categories.length === 0 ? (
            <EmptyPart title={t('purchasing.none')}>{t('purchasing.none_why')}</EmptyPart>
          ) : (
            <>
              <PurchasingTable
                categories={data.categories}
                onAccept={mayChange ? accept : undefined}
                onEdit={mayChange ? edit : undefined}
              />
              {data.categories.some(({ moved }) => moved) && (
                <Text size="sm" my={4}>
                  {t('purchasing.what_to_do')}
                </Text>
              )}
              <PowerTable purchasing={data} group={id} source={sourceOf(data, t('formula.purchasing_sure'))} />
            </>
          )}
        </>
      )}
      {edited && <RecordDrawer type={TYPE} record={edited.record} given={edited.given} opened onClose={() => setEdited(null)} />}
    </Paper>
  )
}
