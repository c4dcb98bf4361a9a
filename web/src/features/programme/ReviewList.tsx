/* The end of a review: the list, ready to be signed, or as it was signed. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/api/problem'
import { send } from '@/api/send'
import { useSession } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { showNotice, showProblem } from '@/ui/record/notices'
import { PROGRAMME } from './place'
import { nameOf, refreshProgramme, type Review } from './programme'
import { SignedList } from './SignedList'

function Signed({ review: { review } }: { review: Review }) {
  const { t } = useTranslation('programme')
  const format = useFormat()

  return (
    <Alert
      className={review.is_intact ? 'kam-no-print' : undefined}
      color={review.is_intact ? 'teal' : 'red'}
      title={t(review.is_intact ? 'review.signed' : 'review.broken')}
    >
      <Text size="sm">{t('review.signed_by', { name: review.signed_by ?? '', at: format.instant(review.signed_at) })}</Text>
      <Text size="sm">{t('review.signed_why')}</Text>
    </Alert>
  )
}

function Sign({ review }: { review: Review }) {
  const { t } = useTranslation('programme')
  const cache = useQueryClient()
  const isDirector = useSession().role === 'director'
  const [faults, setFaults] = useState<string[]>([])
  const [isSigning, setSigning] = useState(false)
  const open = review.items.length - review.decided
  const why = () => {
    if (review.items.length === 0) return t('review.nobody')
    if (open > 0) return t('review.still_open', { count: open })
    return isDirector ? t('review.sign_why') : t('review.director_signs')
  }
  const sign = async () => {
    setSigning(true)
    setFaults([])
    try {
      await send('POST', `${PROGRAMME}/reviews/${review.review.id}/sign`, { version: review.review.version })
      showNotice({ message: t('review.done') })
      await refreshProgramme(cache)
    } catch (error) {
      if (isProblem(error, 422)) setFaults((error.body.errors ?? []).map(({ pointer }) => String(pointer.split('/').at(-1))))
      else showProblem(t('review.not_signed'), error)
    } finally {
      setSigning(false)
    }
  }
  const nameOfItem = (id: string) => review.items.find((item) => item.id === id)

  return (
    <Stack gap="xs" className="kam-no-print">
      {faults.length > 0 && (
        <Alert color="red" title={t('review.faults', { count: faults.length })}>
          {faults.map((id) => nameOfItem(id)?.account).map((account) => account && nameOf(account)).join(', ')}
        </Alert>
      )}
      <Group>
        <Button onClick={() => void sign()} loading={isSigning} disabled={!isDirector || open > 0 || review.items.length === 0}>
          {t('review.sign')}
        </Button>
        <Text size="sm" c="dimmed">
          {why()}
        </Text>
      </Group>
    </Stack>
  )
}

export function ReviewList({ review, mayDecide }: { review: Review; mayDecide: boolean }) {
  const isSigned = review.review.state === 'signed'

  return (
    <Stack gap="md">
      {isSigned && <Signed review={review} />}
      {!isSigned && mayDecide && <Sign review={review} />}
      <SignedList review={review} />
    </Stack>
  )
}
