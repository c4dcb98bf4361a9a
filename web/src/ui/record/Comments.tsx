/* What people said about a record, the newest first; one's own can be changed and taken out. */
import { ActionIcon, Group, Stack, Text } from '@mantine/core'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addComment, changeComment, deleteComment, extraKey, listComments, type Comment, type Subject } from '@/api/extras'
import { recordKeys } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { Html } from '@/ui/Html'
import { EmptyPart, Failed, Loading } from '@/ui/states/States'
import { CommentEditor } from './CommentEditor'
import { More } from './More'
import { showNotice, showProblem } from './notices'
import { usePages } from './usePages'

/* What is done to comments; each with its way back, since a comment that is gone is written anew in the same words. */
function useCommenting(subject: Subject) {
  const { t } = useTranslation('record')
  const cache = useQueryClient()
  const undo = (run: () => Promise<unknown>) => ({ label: t('common:actions.undo'), run: () => attempt(run) })
  const attempt = async (run: () => Promise<unknown>) => {
    try {
      await run()
    } catch (error) {
      showProblem(t('comments.failed'), error)
      throw error
    } finally {
      await cache.invalidateQueries({ queryKey: recordKeys.one(subject.type, subject.id) })
    }
  }
  const warn = (saved: Comment) => saved.warnings?.forEach(({ detail }) => showNotice({ message: detail }))

  return {
    add: (body: string) =>
      attempt(async () => {
        const saved = await addComment(subject, body)
        showNotice({ message: t('comments.added'), undo: undo(() => deleteComment(subject, saved)) })
        warn(saved)
      }),
    change: (comment: Comment, body: string) =>
      attempt(async () => {
        const saved = await changeComment(subject, comment, body)
        showNotice({ message: t('comments.changed'), undo: undo(() => changeComment(subject, saved, comment.body)) })
        warn(saved)
      }),
    remove: (comment: Comment) =>
      attempt(async () => {
        await deleteComment(subject, comment)
        showNotice({ message: t('comments.deleted'), undo: undo(() => addComment(subject, comment.body)) })
      }),
  }
}

export function Comments({ subject }: { subject: Subject }) {
  const { t } = useTranslation('record')
  const session = useSession()
  const { add, change, remove } = useCommenting(subject)
  const comments = usePages(extraKey(subject, 'comments'), (cursor) => listComments(subject, cursor))
  const mayWrite = mayDo(session, 'business_write')

  if (comments.isPending) return <Loading />
  if (comments.error) return <Failed error={comments.error} />
  return (
    <Stack>
      {mayWrite && (
        <div className="kam-no-print">
          <CommentEditor label={t('comments.new')} saveLabel={t('comments.add')} onSave={add} />
        </div>
      )}
      {comments.items.length === 0 && <EmptyPart title={t('comments.empty')}>{t('comments.empty_why')}</EmptyPart>}
      <Stack component="ul" gap="md" p={0} m={0} style={{ listStyle: 'none' }}>
        {comments.items.map((comment) => (
          <One
            key={comment.id}
            comment={comment}
            isOwn={mayWrite && comment.created_by === session.user_id}
            onChange={(body) => change(comment, body)}
            onRemove={() => void remove(comment).catch(() => {})}
          />
        ))}
      </Stack>
      <More pages={comments} />
    </Stack>
  )
}

interface OneProps {
  comment: Comment
  isOwn: boolean
  onChange: (body: string) => Promise<unknown>
  onRemove: () => void
}

function One({ comment, isOwn, onChange, onRemove }: OneProps) {
  const { t } = useTranslation('record')
  const format = useFormat()
  const [isEdited, setEdited] = useState(false)
  const author = comment.author ?? t('somebody')
  const when = format.ago(comment.created_at)

  return (
    <li className="kam-keep-together">
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="sm">
          <Text span fw={600}>
            {author}
          </Text>{' '}
          <Text span c="dimmed" size="xs" title={format.instant(comment.created_at)}>
            {when}
            {comment.version > 1 ? ` · ${t('comments.edited')}` : ''}
          </Text>
        </Text>
        {isOwn && !isEdited && (
          <Group gap={2} wrap="nowrap" className="kam-no-print">
            <ActionIcon size={26} aria-label={t('comments.edit_this', { when })} onClick={() => setEdited(true)}>
              <IconPencil size={15} stroke={1.5} />
            </ActionIcon>
            <ActionIcon size={26} aria-label={t('comments.delete_this', { when })} onClick={onRemove}>
              <IconTrash size={15} stroke={1.5} />
            </ActionIcon>
          </Group>
        )}
      </Group>
      {isEdited ? (
        <CommentEditor
          focusNow
          label={t('comments.edit')}
          first={comment.body}
          saveLabel={t('common:actions.save')}
          onSave={async (body) => {
            await onChange(body)
            setEdited(false)
          }}
          onCancel={() => setEdited(false)}
        />
      ) : (
        <Html html={comment.html} />
      )}
    </li>
  )
}
