/* Nothing typed is lost by a slip: leaving with unsaved changes asks first, whether by a link, by closing or by the browser. */
import { Button, Group, Modal, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export interface UnsavedGuard {
  /** Does `go` at once, or once the reader has said that what they typed may go. */
  leave: (go: () => void) => void
  /** What was typed has been saved: nothing to ask about any more. */
  release: () => void
  /** The question; to be shown somewhere. */
  dialog: ReactNode
}

function Question({ opened, onStay, onLeave }: { opened: boolean; onStay: () => void; onLeave: () => void }) {
  const { t } = useTranslation('form')

  return (
    <Modal
      opened={opened}
      onClose={onStay}
      title={t('guard.title')}
      size="sm"
      zIndex={400}
      closeButtonProps={{ 'aria-label': t('common:actions.close') }}
    >
      <Text size="sm">{t('guard.body')}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onLeave}>
          {t('guard.leave')}
        </Button>
        <Button data-autofocus onClick={onStay}>
          {t('guard.stay')}
        </Button>
      </Group>
    </Modal>
  )
}

export function useUnsavedGuard(isDirty: boolean): UnsavedGuard {
  const held = useRef(isDirty)
  const [waiting, setWaiting] = useState<{ go: () => void } | null>(null)
  const blocker = useBlocker({ shouldBlockFn: () => held.current, enableBeforeUnload: () => held.current, withResolver: true })

  useEffect(() => {
    held.current = isDirty
  }, [isDirty])

  const stay = () => {
    setWaiting(null)
    if (blocker.status === 'blocked') blocker.reset()
  }
  const goOn = () => {
    held.current = false
    setWaiting(null)
    if (blocker.status === 'blocked') blocker.proceed()
    else waiting?.go()
  }

  return {
    leave: (go) => (held.current ? setWaiting({ go }) : go()),
    release: () => {
      held.current = false
    },
    dialog: <Question opened={waiting !== null || blocker.status === 'blocked'} onStay={stay} onLeave={goOn} />,
  }
}
