/* What has been done is said in the corner, with the way back. */
import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import { isProblem } from '@/api/problem'
import { refusalOf } from '../states/refusal'

export interface Notice {
  message: string
  undo?: { label: string; run: () => Promise<unknown> }
}

/* Long enough to read and to reach with the keyboard; who needs longer finds the way back in the history. */
const SHOWN_MS = 10_000

/* The last change that can be taken back, and the notice that says so. */
let last: { id: string; run: () => Promise<unknown> } | null = null

/* The button that closes a notice has no words of its own. */
const close = () => ({ 'aria-label': i18next.t('actions.close') })

export function showNotice({ message, undo }: Notice) {
  const id = notifications.show({ message, autoClose: SHOWN_MS, closeButtonProps: close() })
  if (!undo) return
  const run = async () => {
    if (last?.id === id) last = null
    notifications.hide(id)
    await undo.run()
  }
  last = { id, run }
  notifications.update({
    id,
    autoClose: SHOWN_MS,
    closeButtonProps: close(),
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button size="compact-sm" variant="light" onClick={() => void run()}>
          {undo.label}
        </Button>
      </Group>
    ),
  })
}

/** Take the last change back; false when there is none. */
export function undoLast(): boolean {
  if (!last) return false
  void last.run()
  return true
}

/** Nothing is said or can be taken back any more, as when somebody else signs in. */
export const forgetNotices = () => {
  last = null
  notifications.clean()
}

/* Why it did not work, in the reader's language; what the server said of it is English, and folded for who reads another. */
function Why({ error }: { error: unknown }) {
  const said = isProblem(error) && error.status !== 0 ? error.message : null

  if (typeof error === 'string') return <>{error}</>
  if (said && i18next.language === 'en') return <>{said}</>
  return (
    <>
      {i18next.t(refusalOf(error))}
      {said && (
        <details>
          <summary>{i18next.t('states.server_said')}</summary>
          <span lang="en">{said}</span>
        </details>
      )}
    </>
  )
}

/** What failed, and why: an error, or a sentence of ours. */
export const showProblem = (title: string, error: unknown) =>
  notifications.show({
    color: 'red',
    title,
    message: <Why error={error} />,
    autoClose: SHOWN_MS,
    closeButtonProps: close(),
  })
