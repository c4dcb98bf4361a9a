/* The open file: its name, what it holds, and the way to another one. */
import { Group, NativeSelect, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { ChooseFiles } from './ChooseFiles'
import classes from './import.module.css'
import { useKinds } from './kinds'
import type { KeptFile } from './types'
import type { ImportState } from './useImport'

interface FileBarProps {
  state: ImportState
  file: KeptFile | undefined
  onFiles: (files: File[]) => void
}

export function FileBar({ state, file, onFiles }: FileBarProps) {
  const { t } = useTranslation('import')
  const format = useFormat()
  const kinds = useKinds()

  const takeFiles = (files: File[]) => {
    if (files.length > 0) state.openFile(null)
    onFiles(files)
  }

  return (
    <Group className={classes.card} justify="space-between" align="flex-end" gap="sm">
      <div style={{ minWidth: 0, maxWidth: '100%' }}>
        <Title order={2} style={{ overflowWrap: 'anywhere' }}>
          {file?.name ?? t('reading.asking')}
        </Title>
        {file && (
          <Text size="xs" c="dimmed">
            {format.bytes(file.bytes)} · {format.instant(file.created_at)}
          </Text>
        )}
      </div>
      <Group gap="sm" align="flex-end">
        <NativeSelect
          size="xs"
          label={t('kind.label')}
          data={kinds}
          value={state.kind}
          onChange={(event) => state.setKind(event.currentTarget.value)}
        />
        <ChooseFiles quiet label={t('drop.another')} onFiles={takeFiles} />
      </Group>
    </Group>
  )
}
