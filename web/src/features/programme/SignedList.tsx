/* The list that a review ends in: who is in which tier from now on, what changes and why. On a sheet of paper it says by itself what it is,
 * on which data it rests and who has signed it. */
import { Anchor, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { mayDo, useSession } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { Wide } from '@/ui/figure/Wide'
import { listOf, nameOf, tierOf, type Review, type ReviewItem } from './programme'
import { useWords } from './useWords'
import classes from './programme.module.css'

const CHANGES = ['enter', 'raise', 'lower', 'leave', 'keep', 'open'] as const

function Row({ item, review }: { item: ReviewItem; review: Review }) {
  const { t } = useTranslation('programme')
  const format = useFormat()
  const code = (id: string | null) => tierOf(review.tiers, id)?.code ?? '–'
  const [before, after] = [code(item.from_tier_id), code(item.to_tier_id)]

  return (
    <Table.Tr>
      <Table.Td>
        {nameOf(item.account)}
        <Text size="xs" c="dimmed">
          {[item.account.number, item.standing?.owner?.name].filter(Boolean).join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td className="kam-number">{format.money(item.standing?.net)}</Table.Td>
      <Table.Td className={classes.move}>{before === after ? after : `${before} → ${after}`}</Table.Td>
      <Table.Td fw={item.verdict === 'keep' ? undefined : 600}>{t(`verdicts.${item.verdict}`)}</Table.Td>
      <Table.Td>{item.reason}</Table.Td>
    </Table.Tr>
  )
}

/* What a reader of the sheet asks first. */
function Facts({ review }: { review: Review }) {
  const { t } = useTranslation('programme')
  const format = useFormat()
  const session = useSession()
  const { run, opened_on, signed_by, signed_at } = review.review
  const data = run && t('review.data_of', { version: format.number(run.data_version), run: run.id })
  const facts = [
    [t('review.opened_on'), format.date(opened_on)],
    [t('review.signed_by_whom'), signed_by ? `${signed_by}, ${format.instant(signed_at)}` : t('review.not_yet')],
    [t('review.figures_as_of'), format.date(review.figures_as_of)],
    [t('review.data'), run && mayDo(session, 'analyse') ? <Anchor component={Link} to={`/runs/${run.id}`}>{data}</Anchor> : (data ?? '–')],
  ] as const

  return (
    <SimpleGrid component="dl" cols={{ base: 1, xs: 2, lg: 4 }} spacing="xs" m={0}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <Text component="dt" size="xs" c="dimmed">
            {label}
          </Text>
          <Text component="dd" size="sm" m={0}>
            {value}
          </Text>
        </div>
      ))}
    </SimpleGrid>
  )
}

function Part({ tierId, items, review }: { tierId: string | null; items: ReviewItem[]; review: Review }) {
  const words = useWords(review.rules_currency)
  const format = useFormat()

  return (
    <Table.Tbody>
      <Table.Tr className={classes.part}>
        <Table.Th colSpan={5} scope="rowgroup">
          {words.tier(tierOf(review.tiers, tierId))} · {format.number(items.length)}
        </Table.Th>
      </Table.Tr>
      {items.map((item) => (
        <Row key={item.id} item={item} review={review} />
      ))}
    </Table.Tbody>
  )
}

/* Only paper is signed by hand; who signed in the program stands where the hand would. */
function Signatures({ review: { review } }: { review: Review }) {
  const { t } = useTranslation('programme')
  const format = useFormat()
  const signed: Partial<Record<string, string | null>> = {
    director: review.signed_by,
    date: review.signed_at && format.instant(review.signed_at),
  }

  return (
    <div className={classes.signatures}>
      {(['director', 'executive', 'date'] as const).map((who) => (
        <div key={who}>
          <div className={classes.hand}>{signed[who]}</div>
          <div className={classes.signature}>{t(`review.signatures.${who}`)}</div>
        </div>
      ))}
    </div>
  )
}

export function SignedList({ review }: { review: Review }) {
  const { t } = useTranslation('programme')
  const counts = CHANGES.map((verdict) => ({ verdict, count: review.items.filter((item) => item.verdict === verdict).length }))
  const heads = ['account', 'net'] as const

  return (
    <Stack gap="md">
      <div>
        <Title order={2}>{review.review.name}</Title>
        <Text size="sm">
          {counts
            .filter(({ count }) => count > 0)
            .map(({ verdict, count }) => t(`review.counts.${verdict}`, { count }))
            .join(' · ')}
        </Text>
      </div>
      <Facts review={review} />
      <Wide label={t('review.list')}>
        <Table verticalSpacing={4} aria-label={t('review.list')}>
          <Table.Thead>
            <Table.Tr>
              {heads.map((name) => (
                <Table.Th key={name} className={name === 'net' ? 'kam-number' : undefined}>
                  {t(`columns.${name}`)}
                </Table.Th>
              ))}
              <Table.Th>{t('columns.tier')}</Table.Th>
              <Table.Th>{t('review.verdict')}</Table.Th>
              <Table.Th>{t('review.reason')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          {listOf(review).map(({ tierId, items }) => (
            <Part key={tierId ?? 'none'} tierId={tierId} items={items} review={review} />
          ))}
        </Table>
      </Wide>
      <Signatures review={review} />
      {review.review.list_hash && (
        <Text size="xs" className={classes.hash}>
          {t('review.hash', { hash: review.review.list_hash })}
        </Text>
      )}
    </Stack>
  )
}
