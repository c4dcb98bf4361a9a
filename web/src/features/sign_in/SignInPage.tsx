/* The page of those who have not signed in yet. The address stays what it was, so that they come where they wanted to go. */
import { Alert } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Front } from './Front'
import { SignInForm } from './SignInForm'

export function SignInPage({ chosen, onDone }: { chosen?: boolean; onDone?: () => void }) {
  const { t } = useTranslation('sign_in')

  return (
    <Front title={t('title')}>
      {chosen && (
        <Alert color="green" role="status" p="xs">
          {t('link.done')}
        </Alert>
      )}
      <SignInForm onDone={onDone} />
    </Front>
  )
}
