/* Signing in again above the page that is open: nothing on it is lost. */
import { Anchor, Modal, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Session } from '@/api/session'
import { SignInForm } from '@/features/sign_in/SignInForm'

/* Above every drawer and dialogue that may be open. */
const ON_TOP = 1000

export function ReopenDialog({ ended, onLeave }: { ended: Session; onLeave: () => void }) {
  const { t } = useTranslation()

  return (
    <Modal
      opened
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      zIndex={ON_TOP}
      title={t('reopen.title')}
    >
      <Stack>
        <Text size="sm">{t('reopen.why', { name: ended.name })}</Text>
        <SignInForm email={ended.email ?? undefined} />
        <Anchor component="button" type="button" size="sm" onClick={onLeave}>
          {t('reopen.leave')}
        </Anchor>
      </Stack>
    </Modal>
  )
}
