/* One file under the glass: what it is, what is to be mended, its rows, and what became of it. */
import { Alert, Button, LoadingOverlay, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/api/problem'
import { Empty, Failed, Loading } from '@/ui/states/States'
import { Alike } from './Alike'
import { Charges } from './Charges'
import { Faults } from './Faults'
import { FileBar } from './FileBar'
import { JobPanel } from './JobPanel'
import { KnownProfile } from './KnownProfile'
import { PreviewGrid } from './PreviewGrid'
import { Questions } from './Questions'
import { Recognition } from './Recognition'
import { previewQuery } from './requests'
import { RunBar } from './RunBar'
import type { KeptFile, Preview } from './types'
import type { ImportState } from './useImport'

interface LookProps {
  state: ImportState
  others: readonly KeptFile[]
  onFiles: (files: File[]) => void
}

/* Settings that the file cannot be read by, such as a column that it does not have: say so, and offer to begin anew. */
function Unreadable({ error, state }: { error: Error; state: ImportState }) {
  const { t } = useTranslation('import')

  return (
    <Alert color="red" variant="light" title={t('run.cannot')}>
      <Text size="sm">{error.message}</Text>
      {Object.keys(state.settings).length > 0 && (
        <Button mt="xs" size="xs" variant="default" onClick={() => state.setSettings({})}>
          {t('reading.find_out')}
        </Button>
      )}
    </Alert>
  )
}

function Parts({ state, preview, isOld }: { state: ImportState; preview: Preview; isOld: boolean }) {
  return (
    <Stack pos="relative" aria-busy={isOld}>
      <LoadingOverlay visible={isOld} overlayProps={{ backgroundOpacity: 0.35 }} loaderProps={{ size: 'sm' }} zIndex={1} />
      <KnownProfile state={state} preview={preview} />
      <Questions state={state} preview={preview} />
      <Recognition state={state} preview={preview} />
      <PreviewGrid state={state} preview={preview} />
      <Faults preview={preview} />
      <Alike preview={preview} />
      <Charges preview={preview} />
    </Stack>
  )
}

export function Look({ state, others, onFiles }: LookProps) {
  const { t } = useTranslation('import')
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery(previewQuery(state.file, state.kind, state.settings))

  if (isProblem(error, 404) && !state.settings.profile)
    return (
      <Empty title={t('drop.gone')} actions={<Button onClick={() => state.openFile(null)}>{t('drop.another')}</Button>}>
        {t('drop.gone_why')}
      </Empty>
    )
  if (isProblem(error, 0)) return <Failed error={error} reset={() => void refetch()} />
  return (
    <Stack>
      <FileBar state={state} file={data?.file} onFiles={onFiles} />
      {error && <Unreadable error={error} state={state} />}
      {!data && !error && <Loading />}
      {data && !error && <Parts state={state} preview={data} isOld={isFetching && isPlaceholderData} />}
      {data && !error && <RunBar state={state} preview={data} isOld={isPlaceholderData} />}
      {state.job && <JobPanel state={state} name={data?.file.name ?? ''} others={others} />}
    </Stack>
  )
}
