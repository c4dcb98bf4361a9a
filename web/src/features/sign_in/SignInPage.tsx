/* The page of those who have not signed in yet. The address stays what it was, so that they come where they wanted to go. */
import { Alert } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Front } from './Front'
import { Notice } from './Notice'
import { SignInForm } from './SignInForm'
import { refusalIn } from './steps'

/* What was refused is said once: whoever loads the page anew, or comes in by another way, is not told it again. */
function useProviderRefusal() {
  const [refusal] = useState(() => refusalIn(location.search))

  useEffect(() => {
    if (!refusal) return
    const address = new URL(location.href)
    address.searchParams.delete('refused')
    history.replaceState(history.state, '', address)
  }, [refusal])
  return refusal
}

export function SignInPage({ chosen, onDone }: { chosen?: boolean; onDone?: () => void }) {
  const { t } = useTranslation('sign_in')
  const refusal = useProviderRefusal()

  return (
    <Front title={t('title')}>
      {chosen && (
        <Alert color="green" role="status" p="xs">
          {t('link.done')}
        </Alert>
      )}
      <Notice refusal={refusal || null} wait={0} />
      <SignInForm onDone={onDone} />
    </Front>
  )
}
