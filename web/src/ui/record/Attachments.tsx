/* The files of a record: dropped or chosen, sent with progress, fetched again, taken off. */
import { ActionIcon, Anchor, Button, FileButton, Group, Paper, Progress, Stack, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import IconFile from '@tabler/icons-react/dist/esm/icons/IconFile.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import IconUpload from '@tabler/icons-react/dist/esm/icons/IconUpload.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type DragEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteAttachment, extraKey, listAttachments, placeOfAttachment, type Attachment, type Subject } from '@/api/extras'
import { recordKeys } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { EmptyPart, Failed, Loading } from '@/ui/states/States'
import { More } from './More'
import { showNotice, showProblem } from './notices'
import { useUploads, type Upload } from './uploads'
import { usePages } from './usePages'

const SHOWN_INLINE = /^(image\/(png|jpeg|gif|webp)|application\/pdf)$/

export function Attachments({ subject }: { subject: Subject }) {
  const { t } = useTranslation('record')
  const session = useSession()
  const { uploads, drop, sendAll } = useUploads(subject)
  const files = usePages(extraKey(subject, 'attachments'), (cursor) => listAttachments(subject, cursor))
  const mayWrite = mayDo(session, 'business_write')

  if (files.isPending) return <Loading />
  if (files.error) return <Failed error={files.error} />
  return (
    <Stack>
      {mayWrite && <DropZone onFiles={sendAll} />}
      {uploads.map((upload) => (
        <OnItsWay key={upload.key} upload={upload} onClose={() => drop(upload.key)} />
      ))}
      {files.items.length === 0 && uploads.length === 0 && <EmptyPart title={t('files.empty')}>{t('files.empty_why')}</EmptyPart>}
      <Stack component="ul" gap={0} p={0} m={0} style={{ listStyle: 'none' }}>
        {files.items.map((file) => (
          <FileRow key={file.id} subject={subject} file={file} mayDelete={mayWrite && mayDeleteFile(file, session)} />
        ))}
      </Stack>
      <More pages={files} />
    </Stack>
  )
}

const mayDeleteFile = (file: Attachment, { user_id, role }: { user_id: string; role: string }) =>
  file.created_by === user_id || role === 'director'

function DropZone({ onFiles }: { onFiles: (files: Iterable<File>) => void }) {
  const { t } = useTranslation('record')
  const [isOver, setOver] = useState(false)
  const over = (event: DragEvent) => {
    event.preventDefault()
    setOver(true)
  }
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFiles(event.dataTransfer.files)
  }

  return (
    <Paper
      withBorder
      p="md"
      className="kam-no-print"
      style={{ borderStyle: 'dashed', background: isOver ? 'var(--kam-accent-wash)' : undefined }}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <Group justify="center" gap="xs">
        <Text size="sm" c="dimmed">
          {t('files.drop')}
        </Text>
        <FileButton multiple onChange={onFiles}>
          {(props) => (
            <Button {...props} size="xs" variant="default" leftSection={<IconUpload size={15} stroke={1.5} aria-hidden />}>
              {t('files.choose')}
            </Button>
          )}
        </FileButton>
      </Group>
      <Text size="xs" c="dimmed" ta="center" mt={4}>
        {t('files.limits')}
      </Text>
    </Paper>
  )
}

function Line({ children, actions }: { children: ReactNode; actions: ReactNode }) {
  return (
    <Group justify="space-between" wrap="nowrap" py={6} gap="xs" style={{ borderBottom: '1px solid var(--kam-line)' }}>
      <div style={{ minWidth: 0, flex: 1 }}>{children}</div>
      {actions}
    </Group>
  )
}

function OnItsWay({ upload, onClose }: { upload: Upload; onClose: () => void }) {
  const { t } = useTranslation('record')
  const format = useFormat()
  const part = upload.bytes === 0 ? 0 : (100 * upload.sent) / upload.bytes

  return (
    <Line
      actions={
        <ActionIcon
          size={26}
          aria-label={t(upload.refused ? 'files.dismiss' : 'files.cancel', { name: upload.name })}
          onClick={upload.refused ? onClose : upload.cancel}
        >
          <IconX size={15} stroke={1.5} />
        </ActionIcon>
      }
    >
      <Text size="sm">{upload.name}</Text>
      {upload.refused ? (
        <Text size="xs" c="var(--kam-bad)" role="alert">
          {t('files.refused_so', { why: upload.refused })}
        </Text>
      ) : (
        <Progress value={part} aria-label={t('files.sending', { name: upload.name, size: format.bytes(upload.bytes) })} mt={6} size="sm" />
      )}
    </Line>
  )
}

function FileRow({ subject, file, mayDelete }: { subject: Subject; file: Attachment; mayDelete: boolean }) {
  const { t } = useTranslation('record')
  const format = useFormat()
  const cache = useQueryClient()
  const isInline = SHOWN_INLINE.test(file.media_type)
  const remove = async () => {
    try {
      await deleteAttachment(subject, file.id)
      showNotice({ message: t('files.deleted', { name: file.name }) })
    } catch (error) {
      showProblem(t('files.failed'), error)
    }
    await cache.invalidateQueries({ queryKey: recordKeys.one(subject.type, subject.id) })
  }
  // A file that is gone cannot be brought back, so this is asked about.
  const ask = () =>
    modals.openConfirmModal({
      title: t('files.delete_title', { name: file.name }),
      children: <Text size="sm">{t('files.delete_why')}</Text>,
      closeButtonProps: { 'aria-label': t('common:actions.close') },
      labels: { confirm: t('common:actions.delete'), cancel: t('common:actions.cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => void remove(),
    })

  return (
    <li>
      <Line
        actions={
          mayDelete && (
            <ActionIcon size={26} className="kam-no-print" aria-label={t('files.delete', { name: file.name })} onClick={ask}>
              <IconTrash size={15} stroke={1.5} />
            </ActionIcon>
          )
        }
      >
        <Group gap={6} wrap="nowrap">
          <IconFile size={16} stroke={1.5} aria-hidden style={{ flex: 'none' }} />
          <Anchor
            size="sm"
            truncate
            href={placeOfAttachment(subject, file.id, isInline)}
            {...(isInline ? { target: '_blank', rel: 'noreferrer' } : { download: file.name })}
          >
            {file.name}
          </Anchor>
        </Group>
        <Text size="xs" c="dimmed">
          {[format.bytes(file.bytes), file.author ?? t('somebody'), format.instant(file.created_at)].join(' · ')}
        </Text>
      </Line>
    </li>
  )
}
