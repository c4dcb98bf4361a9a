/* A question before something that cannot be taken back. */
import { Text } from '@mantine/core'
import { modals } from '@mantine/modals'

interface Question {
  title: string
  body: string
  confirm: string
  cancel: string
  run: () => void
}

export const askFirst = ({ title, body, confirm, cancel, run }: Question) =>
  modals.openConfirmModal({
    title,
    children: <Text size="sm">{body}</Text>,
    labels: { confirm, cancel },
    confirmProps: { color: 'red' },
    onConfirm: run,
  })
