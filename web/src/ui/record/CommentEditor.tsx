/* Writing a comment: Markdown, with people mentioned by "@" and the beginning of their name. */
import { Button, Combobox, Group, Textarea, useCombobox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { findRecords } from '@/api/names'
import { useUnsavedGuard } from '@/ui/form/useUnsavedGuard'
import { mentionAt, putMention, type Mention } from './mentions'

interface CommentEditorProps {
  label: string
  first?: string
  saveLabel: string
  focusNow?: boolean
  /** Saves; what is thrown keeps the text. */
  onSave: (body: string) => Promise<unknown>
  onCancel?: () => void
}

export function CommentEditor({ label, first = '', saveLabel, focusNow, onSave, onCancel }: CommentEditorProps) {
  const { t } = useTranslation('record')
  const [text, setText] = useState(first)
  const [isSaving, setSaving] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const mention = useMentioning(area, text, setText)
  const guard = useUnsavedGuard(text.trim() !== first.trim())
  const save = async () => {
    if (text.trim() === '') return
    setSaving(true)
    try {
      await onSave(text.trim())
      guard.release()
      setText('')
    } catch {
      // Whoever saves says why; the text stays.
    } finally {
      setSaving(false)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void save()
    } else if (event.key === 'Escape' && onCancel && !mention.isOpen) {
      event.stopPropagation()
      guard.leave(onCancel)
    }
  }

  return (
    <div>
      <Combobox store={mention.combobox} onOptionSubmit={mention.take} width={260} position="bottom-start">
        <Combobox.EventsTarget>
          <Textarea
            ref={area}
            aria-label={label}
            placeholder={t('comments.placeholder')}
            autosize
            minRows={2}
            maxRows={16}
            data-autofocus={focusNow || undefined}
            // eslint-disable-next-line jsx-a11y/no-autofocus -- opened for this
            autoFocus={focusNow}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value)
              mention.look(event.currentTarget)
            }}
            onKeyUp={(event) => mention.look(event.currentTarget)}
            onKeyDown={onKeyDown}
            onBlur={mention.close}
          />
        </Combobox.EventsTarget>
        <Combobox.Dropdown hidden={mention.people.length === 0}>
          <Combobox.Options aria-label={t('comments.people')}>
            {mention.people.map(({ id, name, detail }) => (
              <Combobox.Option key={id} value={id}>
                {name}
                {detail ? ` · ${detail}` : ''}
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      <Group justify="flex-end" gap="xs" mt={6}>
        {onCancel && (
          <Button size="xs" variant="default" onClick={() => guard.leave(onCancel)}>
            {t('common:actions.cancel')}
          </Button>
        )}
        <Button size="xs" loading={isSaving} disabled={text.trim() === ''} onClick={() => void save()}>
          {saveLabel}
        </Button>
      </Group>
      {guard.dialog}
    </div>
  )
}

/* The list of people that opens behind "@". */
function useMentioning(area: React.RefObject<HTMLTextAreaElement | null>, text: string, setText: (text: string) => void) {
  const [mention, setMention] = useState<Mention | null>(null)
  const combobox = useCombobox({ opened: mention !== null, onDropdownClose: () => setMention(null) })
  const { data } = useQuery({
    queryKey: ['records', 'user', 'find', mention?.words ?? ''],
    queryFn: ({ signal }) => findRecords('user', mention?.words ?? '', {}, signal),
    enabled: mention !== null,
  })
  const people = mention ? (data ?? []).slice(0, 6) : []
  const [first] = people
  const { selectFirstOption } = combobox

  // Enter takes the first unless an arrow has gone further.
  useEffect(() => {
    if (first) selectFirstOption()
  }, [first, selectFirstOption])
  const look = (control: HTMLTextAreaElement) => {
    const found = mentionAt(control.value, control.selectionStart)
    if (found?.from !== mention?.from || found?.words !== mention?.words) setMention(found)
  }
  const take = (id: string) => {
    const user = people.find((one) => one.id === id)
    const control = area.current
    if (!user || !mention || !control) return
    const put = putMention(text, control.selectionStart, mention, user)
    setText(put.text)
    setMention(null)
    requestAnimationFrame(() => control.setSelectionRange(put.cursor, put.cursor))
  }

  return { combobox, people, look, take, close: () => setMention(null), isOpen: people.length > 0 }
}
