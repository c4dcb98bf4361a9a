/* Files on their way to the server: how far each is, and what to do with one that did not arrive. */
import { ActionIcon, Alert, Button, Group, Progress, Stack, Text } from '@mantine/core'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import classes from './import.module.css'
import type { KeptFile } from './types'
import { dropUpload, repeatUpload, useUploads, type Upload } from './uploads'

function Sending({ upload }: { upload: Upload }) {
  const { t } = useTranslation('import')
  const format = useFormat()
  const { file, sent } = upload
  const isSent = sent >= file.size && sent > 0

  return (
    <div className={classes.card} role="status">
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" fw={500} truncate>
          {file.name}
        </Text>
        <Group gap="xs" wrap="nowrap">
          <Text size="xs" c="dimmed" className="kam-number">
            {isSent ? t('drop.checking') : t('drop.sending', { sent: format.bytes(sent), total: format.bytes(file.size) })}
          </Text>
          <ActionIcon aria-label={t('drop.cancel', { name: file.name })} size={28} onClick={upload.cancel}>
            <IconX size={16} />
          </ActionIcon>
        </Group>
      </Group>
      <Progress value={(100 * sent) / Math.max(1, file.size)} mt={6} size="sm" aria-label={file.name} />
    </div>
  )
}

function NotArrived({ upload, onKept }: { upload: Upload; onKept: (kept: KeptFile) => void }) {
  const { t } = useTranslation(['import', 'common'])
  const { problem } = upload

  return (
    <Alert color="red" variant="light" title={t('drop.failed', { name: upload.file.name })}>
      <Text size="sm">{problem?.status === 0 ? t('refusals.unreachable', { ns: 'common' }) : problem?.message}</Text>
      <Group gap="xs" mt="xs">
        <Button size="xs" variant="default" onClick={() => repeatUpload(upload.key, onKept)}>
          {t('drop.again')}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={() => dropUpload(upload.key)}>
          {t('drop.drop_failed')}
        </Button>
      </Group>
    </Alert>
  )
}

export function UploadList({ onKept }: { onKept: (kept: KeptFile) => void }) {
  const uploads = useUploads()

  if (uploads.length === 0) return null
  return (
    <Stack gap="xs">
      {uploads.map((upload) =>
        upload.state === 'failed' ? (
          <NotArrived key={upload.key} upload={upload} onKept={onKept} />
        ) : (
          <Sending key={upload.key} upload={upload} />
        ),
      )}
    </Stack>
  )
}
