/* Watching a record: whoever does hears of its changes. */
import { Button } from '@mantine/core'
import IconEye from '@tabler/icons-react/dist/esm/icons/IconEye.mjs'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { extraKey, setWatching, watchersOf, type Subject } from '@/api/extras'
import { showProblem } from './notices'

export function Watch({ subject }: { subject: Subject }) {
  const { t } = useTranslation('record')
  const cache = useQueryClient()
  const key = extraKey(subject, 'watchers')
  const { data } = useQuery({ queryKey: key, queryFn: () => watchersOf(subject) })
  const watching = data?.watching ?? false
  const { mutate, isPending } = useMutation({
    mutationFn: () => setWatching(subject, !watching),
    onSuccess: () => cache.invalidateQueries({ queryKey: key }),
    onError: (error) => showProblem(t('watch.failed'), error),
  })
  const names = (data?.items ?? []).map(({ name }) => name ?? t('somebody')).join(', ')

  return (
    <Button
      size="xs"
      variant={watching ? 'light' : 'default'}
      aria-pressed={watching}
      loading={isPending}
      leftSection={<IconEye size={15} stroke={1.5} aria-hidden />}
      title={names === '' ? t('watch.nobody') : t('watch.who', { names })}
      onClick={() => mutate()}
    >
      {t(watching ? 'watch.on' : 'watch.off')}
      {data && data.items.length > 0 ? ` · ${data.items.length}` : ''}
    </Button>
  )
}
