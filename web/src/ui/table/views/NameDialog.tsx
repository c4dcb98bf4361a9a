/* Asks for the name of a view, and of a new one who sees it. */
import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useEffect, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'

const MOST_LETTERS = 80

interface NameDialogProps {
  opened: boolean
  /** The name that is changed; without it the view is new. */
  before?: string
  onClose(): void
  onName(name: string, isShared: boolean): void
}

export function NameDialog({ opened, before, onClose, onName }: NameDialogProps) {
  const { t } = useTranslation('table')
  const { t: common } = useTranslation()
  const [name, setName] = useState('')
  const [isShared, setShared] = useState(false)

  useEffect(() => {
    if (!opened) return
    setName(before ?? '')
    setShared(false)
  }, [opened, before])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') onName(name.trim(), isShared)
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t(before === undefined ? 'views.save_as' : 'views.rename')}
      closeButtonProps={{ 'aria-label': common('actions.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            data-autofocus
            label={t('views.name')}
            maxLength={MOST_LETTERS}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {before === undefined && (
            <Checkbox label={t('views.share')} checked={isShared} onChange={(event) => setShared(event.currentTarget.checked)} />
          )}
          <Group justify="flex-end">
            <Button type="submit" size="xs" disabled={name.trim() === ''}>
              {common('actions.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
