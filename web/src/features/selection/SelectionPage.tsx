/* Which customers deserve to be key accounts, why, and how sure that is: the funnel, the weights, the list that answers them. */
import { ActionIcon, Button, Group, SegmentedControl, Stack, Tooltip } from '@mantine/core'
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs'
import IconInfoCircle from '@tabler/icons-react/dist/esm/icons/IconInfoCircle.mjs'
import IconPrinter from '@tabler/icons-react/dist/esm/icons/IconPrinter.mjs'
import { Link } from '@tanstack/react-router'
import { Suspense, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/api/problem'
import { writeQuery } from '@/api/query'
import { mayDo, maySee, useSession } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { SourceDrawer } from '@/ui/figure/lazy'
import { RowsChips } from '@/ui/figure/RowsChips'
import { RowsSwitch } from '@/ui/figure/RowsSwitch'
import { PageHead } from '@/ui/PageHead'
import { Empty, Failed, Forbidden, Loading } from '@/ui/states/States'
import { useUrlSearch, useUrlState } from '@/ui/url'
import { DecideDrawer } from './DecideDrawer'
import { useDecisions } from './decisions'
import { Conditions, Funnel } from './Funnel'
import { MatrixCard } from './MatrixCard'
import { PeekDrawer } from './PeekDrawer'
import { exportOf } from './place'
import { RankTable } from './RankTable'
import { sourceOf, type Selection } from './selection'
import classes from './selection.module.css'
import { useWeighing, type Weighing } from './useQuestion'
import { WeightsPanel } from './WeightsPanel'
import { WhyDrawer } from './WhyDrawer'

/* Nothing can be said: there are no sales, or the conditions leave nobody. */
function Nobody() {
  const { t } = useTranslation('selection')
  const [search, change] = useUrlSearch()
  const mayImport = mayDo(useSession(), 'import')

  if (search.conditions)
    return (
      <Empty
        title={t('empty.conditions')}
        actions={
          <Button variant="default" size="xs" onClick={() => change({ conditions: undefined })}>
            {t('empty.without')}
          </Button>
        }
      >
        {t('empty.conditions_why')}
      </Empty>
    )
  return (
    <Empty
      title={t('empty.title')}
      actions={
        mayImport && (
          <Button component={Link} to="/import">
            {t('empty.import')}
          </Button>
        )
      }
    >
      {t('empty.why')}
    </Empty>
  )
}

function Actions({ answer, question }: { answer: Selection; question: Weighing['question'] }) {
  const { t, i18n } = useTranslation('selection')
  const [opened, setOpened] = useState(false)
  const mayExport = mayDo(useSession(), 'export')
  const settings = writeQuery({ ...question, draws: answer.draws, seed: answer.seed })
  const source = sourceOf(answer, settings, t('source.formula'), t('source.certainty'))

  return (
    <>
      <Tooltip label={t('source.open')}>
        <ActionIcon aria-label={t('source.open')} onClick={() => setOpened(true)}>
          <IconInfoCircle size={18} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      {mayExport && (
        <Tooltip label={t('csv')}>
          <ActionIcon component="a" aria-label={t('csv')} href={exportOf(question, i18n.language)} download>
            <IconDownload size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label={t('print')}>
        <ActionIcon aria-label={t('print')} onClick={() => window.print()}>
          <IconPrinter size={18} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      {opened && (
        <Suspense>
          <SourceDrawer title={t('title')} source={source} formula={t('source.formula')} opened onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  )
}

function Answer({ answer, weighing }: { answer: Selection; weighing: Weighing }) {
  const { t } = useTranslation('selection')
  const [view, setView] = useUrlState('view', 'list')
  const [why, setWhy] = useUrlState('why')
  const [peek, setPeek] = useUrlState('peek')
  const [deciding, setDeciding] = useState<string | null>(null)
  const [lit, setLit] = useState<string | null>(null)
  const decisions = useDecisions()
  const find = (id: string | null) => answer.accounts.find((account) => account.id === id)
  const [explained, decided, peeked] = [find(why), find(deciding), find(peek)]
  const openWhy = useCallback((id: string) => setWhy(id), [setWhy])
  const openPeek = useCallback((id: string) => setPeek(id), [setPeek])
  const openDecide = useCallback((id: string) => setDeciding(id), [])

  return (
    <Stack gap="md">
      <Funnel answer={answer} />
      <div className={classes.room}>
        <WeightsPanel answer={answer} weighing={weighing} onLight={setLit} />
        <Stack gap="xs">
          <Group gap="sm">
            <SegmentedControl
              size="xs"
              className="kam-no-print"
              aria-label={t('view.label')}
              data={['list', 'matrix'].map((value) => ({ value, label: t(`view.${value}`) }))}
              value={view}
              onChange={setView}
            />
            <RowsSwitch asOf={answer.as_of} />
          </Group>
          <RowsChips />
          {view === 'matrix' ? (
            <MatrixCard answer={answer} onWhy={openWhy} onPeek={openPeek} />
          ) : (
            <RankTable
              answer={answer}
              before={weighing.before}
              decisions={decisions}
              isStale={answer.accounts[0]?.before === null && answer.draws < 10_000}
              lit={lit}
              onLight={setLit}
              onWhy={openWhy}
              onPeek={openPeek}
              onDecide={openDecide}
            />
          )}
        </Stack>
      </div>
      {explained && (
        <WhyDrawer
          answer={answer}
          account={explained}
          before={weighing.before.get(explained.id) ?? null}
          onDecide={openDecide}
          onPeek={openPeek}
          onClose={() => setWhy(null)}
        />
      )}
      {peeked && <PeekDrawer answer={answer} account={peeked} onGo={setPeek} />}
      {decided && (
        <DecideDrawer
          account={decided}
          question={weighing.question}
          dataVersion={answer.data_version}
          onClose={() => setDeciding(null)}
        />
      )}
    </Stack>
  )
}

function Allowed() {
  const { t } = useTranslation('selection')
  const format = useFormat()
  const weighing = useWeighing()
  const { data, error, isPending, refetch, question } = weighing
  const isNobody = isProblem(error, 422)
  const hasConditions = useUrlSearch()[0].conditions !== undefined

  return (
    <>
      <PageHead title={t('title')} actions={data && !error && <Actions answer={data} question={question} />}>
        {data ? t('about', { date: format.date(data.as_of) }) : undefined}
      </PageHead>
      {isNobody ? (
        <>
          {hasConditions && <Conditions currency={null} />}
          <Nobody />
        </>
      ) : error ? (
        <Failed error={error} reset={() => void refetch()} />
      ) : isPending || !data ? (
        <Loading />
      ) : (
        <Answer answer={data} weighing={weighing} />
      )}
    </>
  )
}

export function SelectionPage() {
  const { t } = useTranslation('selection')

  // Every place says something of profit.
  if (!maySee(useSession(), 'margin')) return <Forbidden detail={t('forbidden')} />
  return <Allowed />
}
