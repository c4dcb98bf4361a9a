/* What an import brought, or would bring: in sentences, balanced, by month; and what to do next. */
import { Anchor, Button, Group, List, Stack, Text, Title } from '@mantine/core'
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { BalanceTable } from './BalanceTable'
import { ChangesTable } from './ChangesTable'
import classes from './import.module.css'
import { MonthsTable } from './MonthsTable'
import { startImport } from './requests'
import { changesNothing, sentencesOf } from './sentences'
import type { ImportResult, KeptFile, Summary } from './types'
import { UndoButton } from './UndoButton'
import { useCount } from './useCount'
import type { ImportState } from './useImport'

function Sentences({ summary }: { summary: Summary }) {
  const { t } = useTranslation('import')
  const format = useFormat()
  const say = useCount()
  const { from, to } = summary.period ?? {}

  return (
    <List spacing={2} size="sm">
      {sentencesOf(summary).map(({ key, count, isBad }) => (
        <List.Item key={key} className={isBad ? classes.bad : undefined}>
          {say(`result.${key}`, count)}
          {key === 'new_lines' && from && to ? `, ${t('result.period', { from: format.date(from), to: format.date(to) })}` : ''}
        </List.Item>
      ))}
    </List>
  )
}

/* From a try to the import itself, with the same settings. */
function ImportNow({ state }: { state: ImportState }) {
  const { t } = useTranslation('import')
  const { mutate, isPending } = useMutation({
    mutationFn: () => startImport(state.file, state.kind, state.settings, false),
    onSuccess: (started) => state.setJob(started.id),
  })

  return (
    <Button loading={isPending} onClick={() => mutate()}>
      {t('run.import_now')}
    </Button>
  )
}

function Next({ state, result, others }: ResultProps) {
  const { t } = useTranslation('import')
  const [next] = others

  return (
    <Group gap="sm">
      {result.dry_run && !changesNothing(result.summary) && <ImportNow state={state} />}
      {!result.dry_run && (
        <Button component={Link} to="/" variant={result.batch === null ? 'default' : 'filled'}>
          {t('result.see')}
        </Button>
      )}
      {!result.dry_run && next && (
        <Button variant="default" onClick={() => state.openFile(next.id)}>
          {t('result.next', { name: next.name })}
        </Button>
      )}
      {result.batch !== null && <UndoButton batch={result.batch} onUndone={() => state.setJob(null)} />}
    </Group>
  )
}

interface ResultProps {
  state: ImportState
  result: ImportResult
  others: readonly KeptFile[]
}

export function Result({ state, result, others }: ResultProps) {
  const { t } = useTranslation('import')
  const { summary, dry_run: isDry } = result
  const isNothing = changesNothing(summary)
  const nothing = result.refused > 0 ? 'nothing_read' : isDry ? 'nothing_would' : 'nothing_did'
  const title = isNothing ? nothing : isDry ? 'would' : 'did'

  return (
    <section className={classes.card} aria-labelledby="import-result">
      <Stack gap="md">
        <div>
          <Title order={2} id="import-result" mb={6}>
            {t(`result.${title}`)}
          </Title>
          <Sentences summary={summary} />
        </div>
        {result.rejects && (
          <div>
            <Anchor href={result.rejects} download size="sm">
              <IconDownload size={16} stroke={1.5} style={{ verticalAlign: 'text-bottom' }} /> {t('result.rejects')}
            </Anchor>
            <Text size="xs" c="dimmed">
              {t('result.rejects_hint')}
            </Text>
          </div>
        )}
        <Next state={state} result={result} others={others} />
        {summary.balance && <BalanceTable balance={summary.balance} />}
        {summary.months && summary.months.length > 0 && <MonthsTable months={summary.months} />}
        {summary.changes && summary.changes.length > 0 && <ChangesTable changes={summary.changes} />}
      </Stack>
    </section>
  )
}
