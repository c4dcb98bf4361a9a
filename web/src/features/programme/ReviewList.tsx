/* The list of a review: what is decided of whom, ready to be signed, or as it was signed. On paper with lines for signatures. */
import { Alert, Button, Group, Stack, Table, Text, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/api/problem'
import { send } from '@/api/send'
import { useSession } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { Wide } from '@/ui/figure/Wide'
import { showNotice, showProblem } from '@/ui/record/notices'
import { PROGRAMME } from './place'
import { nameOf, refreshProgramme, tierOf, type Review } from './programme'
import classes from './programme.module.css'

function List({ review }: { review: Review }) {
  const { t } = useTranslation('programme')
  const code = (id: string | null) => tierOf(review.tiers, id)?.code ?? '–'

  return (
    <Wide label={t('review.list')}>
      <Table verticalSpacing={4} aria-label={t('review.list')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('columns.account')}</Table.Th>
            <Table.Th>{t('review.before')}</Table.Th>
            <Table.Th>{t('review.after')}</Table.Th>
            <Table.Th>{t('review.verdict')}</Table.Th>
            <Table.Th>{t('review.reason')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {review.items.map((item) => (
            <Table.Tr key={item.id}>
              <Table.Td>{nameOf(item.account)}</Table.Td>
              <Table.Td>{code(item.from_tier_id)}</Table.Td>
              <Table.Td>{code(item.to_tier_id)}</Table.Td>
              <Table.Td>{t(`verdicts.${item.verdict}`)}</Table.Td>
              <Table.Td>{item.reason}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  )
}

/* Only paper is signed by hand. */
function Signatures() {
  const { t } = useTranslation('programme')

  return (
    <div className={classes.signatures}>
      {(['director', 'executive', 'date'] as const).map((who) => (
        <div key={who} className={classes.signature}>
          {t(`review.signatures.${who}`)}
        </div>
      ))}
    </div>
  )
}

function Signed({ review: { review } }: { review: Review }) {
  const { t } = useTranslation('programme')
  const format = useFormat()

  return (
    <Alert color={review.is_intact ? 'teal' : 'red'} title={t(review.is_intact ? 'review.signed' : 'review.broken')}>
      <Text size="sm">{t('review.signed_by', { name: review.signed_by ?? '', at: format.instant(review.signed_at) })}</Text>
      <Text size="xs" className={classes.hash}>
        {t('review.hash', { hash: review.list_hash ?? '' })}
      </Text>
      <Text size="sm" mt={4}>
        {t('review.signed_why')}
      </Text>
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
        <Button onClick={() => void sign()} loading={isSigning} disabled={!isDirector || open > 0}>
          {t('review.sign')}
        </Button>
        <Text size="sm" c="dimmed">
          {open > 0 ? t('review.still_open', { count: open }) : isDirector ? t('review.sign_why') : t('review.director_signs')}
        </Text>
      </Group>
    </Stack>
  )
}

export function ReviewList({ review, mayDecide }: { review: Review; mayDecide: boolean }) {
  const isSigned = review.review.state === 'signed'

  return (
    <Stack gap="md">
      <Title order={2}>{review.review.name}</Title>
      {isSigned && <Signed review={review} />}
      {!isSigned && mayDecide && <Sign review={review} />}
      <List review={review} />
      <Signatures />
    </Stack>
  )
}
