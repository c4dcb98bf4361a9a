/* One run: what was asked, of which data, what came out; and the same once more, with how the two compare. */
import { Alert, Anchor, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { say } from '@/i18n'
import { useFormat } from '@/i18n/use'
import { PageHead } from '@/ui/PageHead'
import { Failed, Loading } from '@/ui/states/States'
import { useParam, useUrlState } from '@/ui/url'
import { AnswerTable } from './AnswerTable'
import { Facts } from './Facts'
import { isVerdict, kindsQuery, repeatRun, runQuery, runsKey, type Verdict } from './runs'

const TONES: Record<Verdict, string> = { same: 'green', data_changed: 'blue', program_changed: 'yellow', differs: 'red' }

/* How this run compares with the one that it repeats; it stands in the address, so that it can be sent. */
function Comparison() {
  const { t } = useTranslation('runs')
  const [verdict] = useUrlState('verdict')
  const [of] = useUrlState('of')

  if (!isVerdict(verdict) || !/^\d+$/.test(of)) return null
  return (
    <Alert color={TONES[verdict]} variant="light" role="status" p="sm">
      <Text fw={600} size="sm">
        {t(`verdicts.${verdict}`)}
      </Text>
      {t(`verdicts_why.${verdict}`, { run: of })}{' '}
      <Anchor component={Link} to={`/runs/${of}`} size="sm">
        {t('open', { run: of })}
      </Anchor>
    </Alert>
  )
}

function Again({ id }: { id: string }) {
  const { t } = useTranslation('runs')
  const cache = useQueryClient()
  const navigate = useNavigate()
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => repeatRun(id),
    onSuccess: ({ run, again, verdict }) => {
      void cache.invalidateQueries({ queryKey: [...runsKey, 'list'] })
      void navigate({ to: `/runs/${again}`, search: { of: run, verdict } as never })
    },
  })

  return (
    <>
      <Button variant="default" loading={isPending} onClick={() => mutate()}>
        {t('again')}
      </Button>
      {error && <Failed error={error} />}
    </>
  )
}

export function RunPage() {
  const { t } = useTranslation('runs')
  const id = useParam('id')
  const format = useFormat()
  const { data: run, error, isPending } = useQuery(runQuery(id))
  const kinds = useQuery(kindsQuery)
  const kind = kinds.data?.find(({ name }) => name === run?.analysis)

  if (isPending || kinds.isPending) return <Loading />
  if (error ?? kinds.error) return <Failed error={error ?? kinds.error} />
  return (
    <>
      <PageHead
        title={t('run_title', { analysis: t(`kinds.${run.analysis}`, { defaultValue: run.analysis }), run: run.run })}
        actions={
          <Group gap="xs" className="kam-no-print">
            <Button component={Link} to="/runs" variant="subtle">
              {t('all')}
            </Button>
            <Again key={id} id={id} />
          </Group>
        }
      >
        {format.instant(run.started_at)}
        {kind && <> · {say({ en: kind.en ?? '', sr: kind.sr ?? '' })}</>}
      </PageHead>
      <Stack gap="md">
        <Comparison />
        <Facts run={run} />
        <section aria-labelledby="answer">
          <Group justify="space-between" mb="xs">
            <Title order={2} id="answer">
              {t('answer')}
            </Title>
            <Anchor href={`/api/v1/analysis/runs/${run.run}`} download={`${run.analysis}-${run.run}.json`} size="sm">
              {t('download')}
            </Anchor>
          </Group>
          <AnswerTable run={run} />
          <Text size="xs" c="dimmed" mt={4}>
            {t(`figure:certainties.analysis_${run.analysis}`, { defaultValue: '' })}
          </Text>
        </section>
      </Stack>
    </>
  )
}
