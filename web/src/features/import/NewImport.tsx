/* A new file: dropped, looked at, mended, tried, imported. Everything stands on one page, and in its address. */
import { Stack, Text, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ChooseFiles } from './ChooseFiles'
import classes from './import.module.css'
import { Look } from './Look'
import { filesQuery, importKeys } from './requests'
import { startUpload } from './uploads'
import { UploadList } from './UploadList'
import { useDrop } from './useDrop'
import { useImport } from './useImport'
import { WaitingFiles } from './WaitingFiles'
import type { KeptFile } from './types'

/* The first file that arrives while none is open is opened, unless the reader has gone elsewhere. */
function useArrival(file: string, openFile: (id: string) => void) {
  const cache = useQueryClient()
  const now = useRef({ file, openFile, isHere: true })

  useEffect(() => {
    now.current = { file, openFile, isHere: true }
    return () => {
      now.current.isHere = false
    }
  }, [file, openFile])
  return (kept: KeptFile) => {
    void cache.invalidateQueries({ queryKey: importKeys.files })
    if (!now.current.isHere || now.current.file) return
    now.current.file = kept.id
    now.current.openFile(kept.id)
  }
}

export function NewImport() {
  const { t } = useTranslation('import')
  const state = useImport()
  const { data: files = [] } = useQuery(filesQuery)
  const onKept = useArrival(state.file, state.openFile)
  const takeFiles = (taken: File[]) => taken.forEach((file) => startUpload(file, onKept))
  const { isOver, handlers } = useDrop(takeFiles)

  return (
    <Stack {...handlers} mih="60vh">
      {(!state.file || isOver) && (
        <section className={`${classes.drop} ${isOver ? classes.over : ''}`} aria-label={t('drop.title')}>
          <Title order={2}>{isOver ? t('drop.now') : t('drop.title')}</Title>
          <Text size="sm" c="dimmed" mb="md">
            {t('drop.or')}
          </Text>
          <ChooseFiles label={t('drop.choose')} onFiles={takeFiles} />
        </section>
      )}
      <UploadList onKept={onKept} />
      {state.file ? (
        <Look state={state} others={files.filter((one) => one.id !== state.file)} onFiles={takeFiles} />
      ) : (
        <WaitingFiles files={files} onOpen={state.openFile} />
      )}
    </Stack>
  )
}
