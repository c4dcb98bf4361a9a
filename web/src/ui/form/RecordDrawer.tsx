/* A form beside the page: to add a record or change one without leaving where one is. */
import { Drawer } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { titleOf, type KamRecord } from '@/api/records'
import { say } from '@/i18n'
import { RecordForm } from './RecordForm'
import { type RecordFormOptions } from './useRecordForm'
import { type UnsavedGuard } from './useUnsavedGuard'

interface RecordDrawerProps extends RecordFormOptions {
  opened: boolean
  onClose: () => void
  /** Called before the drawer closes. */
  onSaved?: (record: KamRecord) => void
}

export function RecordDrawer({ opened, onClose, onSaved, ...options }: RecordDrawerProps) {
  const { t } = useTranslation('form')
  const guard = useRef<UnsavedGuard | null>(null)
  const { type, record } = options
  const title = record ? t('edit', { type: titleOf(type, record) }) : t('add', { type: say(type.label) })

  return (
    <Drawer
      opened={opened}
      onClose={() => (guard.current ? guard.current.leave(onClose) : onClose())}
      title={title}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common:actions.close') }}
    >
      <RecordForm
        {...options}
        onGuard={(given) => {
          guard.current = given
        }}
        onCancel={onClose}
        onSaved={(saved) => {
          onSaved?.(saved)
          onClose()
        }}
      />
    </Drawer>
  )
}
