/* A secret that is shown this once: it can be copied, and is gone when the window closes. */
import { Alert, Button, CopyButton, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface OnceProps {
  title: string
  label: string
  /** The secret; null: nothing to show. */
  value: string | null
  about: string
  onClose: () => void
}

export function Once({ title, label, value, about, onClose }: OnceProps) {
  const { t } = useTranslation('admin')

  return (
    <Modal
      opened={value !== null}
      onClose={onClose}
      title={title}
      size="lg"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common:actions.close') }}
    >
      <Stack>
        <Textarea
          label={label}
          value={value ?? ''}
          readOnly
          autosize
          ff="monospace"
          data-autofocus
          onFocus={(event) => event.currentTarget.select()}
        />
        <Alert color="yellow">{about}</Alert>
        <Group justify="flex-end">
          <CopyButton value={value ?? ''}>
            {({ copied, copy }) => <Button onClick={copy}>{t(copied ? 'once.copied' : 'once.copy')}</Button>}
          </CopyButton>
          <Button variant="default" onClick={onClose}>
            {t('once.done')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
