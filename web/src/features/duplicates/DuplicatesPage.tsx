/* Customers that stand in the data twice: side by side, merged with a preview, told apart for good; a merge can be taken back. */
import { Button, Stack } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayDo, useSession } from '@/api/session'
import { PageHead } from '@/ui/PageHead'
import { showNotice, showProblem } from '@/ui/record/notices'
import { Empty, Failed, Loading } from '@/ui/states/States'
import { dismiss, duplicateKeys, loadPairs, undoMerge, useForget, type Pair } from './duplicates'
import { MergeDialog } from './MergeDialog'
import { PairCard } from './PairCard'
import { PastMerges } from './PastMerges'

export function DuplicatesPage() {
  const { t } = useTranslation('duplicates')
  const session = useSession()
  const forget = useForget()
  const [open, setOpen] = useState<Pair | null>(null)
  const { data, error, isPending, refetch } = useQuery({ queryKey: duplicateKeys.pairs, queryFn: loadPairs })
  const apart = useMutation({ mutationFn: dismiss, onSuccess: () => refetch() })
  const mayMerge = mayDo(session, 'merge')
  const takeBack = (id: string) =>
    undoMerge(id)
      .catch((failed: unknown) => showProblem(t('past.failed'), failed))
      .finally(() => void forget())

  if (isPending) return <Loading />
  if (error) return <Failed error={error} reset={() => void refetch()} />
  return (
    <>
      <PageHead title={t('title')}>{t('about')}</PageHead>
      <Stack gap="md">
        {apart.error && <Failed error={apart.error} reset={() => apart.reset()} />}
        {data.map((pair) => (
          <PairCard
            key={pair.records.map(({ id }) => id).join('.')}
            pair={pair}
            onMerge={mayMerge ? () => setOpen(pair) : undefined}
            onDismiss={mayMerge ? () => apart.mutate(pair) : undefined}
            busy={apart.isPending && apart.variables === pair}
          />
        ))}
        {data.length === 0 && (
          <Empty
            title={t('none')}
            actions={
              <Button component={Link} to="/accounts" variant="default" size="xs">
                {t('to_accounts')}
              </Button>
            }
          >
            {t('none_why')}
          </Empty>
        )}
        {mayMerge && <PastMerges />}
      </Stack>
      {open && (
        <MergeDialog
          pair={open}
          onClose={() => setOpen(null)}
          onMerged={({ id, name }) => {
            setOpen(null)
            showNotice({ message: t('merged', { name }), undo: { label: t('undo'), run: () => takeBack(id) } })
            void forget()
          }}
        />
      )}
    </>
  )
}
