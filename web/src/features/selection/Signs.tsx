/* What is seen of a wish for partnership, sign by sign, beside what people say, and how far the two are apart. */
import { Anchor, Table, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { Wide } from '@/ui/figure/Wide'
import classes from './selection.module.css'
import { type ByCriterion, type Candidate, type Criterion } from './selection'
import { opensTo } from './signs'

interface SignsProps {
  account: Candidate
  criteria: readonly Criterion[]
}

type Seen = ByCriterion & { signs: Record<string, number | null> }

/* Every criterion that shows signs shows the same ones. */
function seenOf({ account, criteria }: SignsProps): Seen | undefined {
  return criteria.flatMap(({ code }) => account.criteria[code] ?? []).find((by): by is Seen => by.signs !== undefined)
}

function Row({ name, share, to }: { name: string; share: number | null; to: string | null }) {
  const { t } = useTranslation('selection')
  const format = useFormat()
  const words = t(`signs.of.${name}`, { defaultValue: name })

  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        {to ? (
          <Anchor component={Link} to={to} size="sm">
            {words}
          </Anchor>
        ) : (
          words
        )}
      </Table.Th>
      <Table.Td className="kam-number">{share === null ? t('why.unknown') : format.number(share * 100)}</Table.Td>
      <Table.Td w="40%">
        <span className={classes.sign} aria-hidden>
          {share !== null && <span style={{ width: `${share * 100}%` }} />}
        </span>
      </Table.Td>
    </Table.Tr>
  )
}

/* Both on one scale: who says more, and by how much. */
function useVerdict() {
  const { t } = useTranslation('selection')
  const format = useFormat()

  return ({ signs_mean, judged, people, disagreement }: Seen): string => {
    if (signs_mean === null || signs_mean === undefined) return t('signs.none')
    const seen = format.number(signs_mean * 100)
    if (judged === undefined || disagreement === null || disagreement === undefined) return t('signs.alone', { seen })
    const words = { seen, said: format.number(judged * 10), apart: format.number(Math.abs(disagreement) * 100), count: people ?? 0 }
    return t(Math.abs(disagreement) < 0.1 ? 'signs.agree' : disagreement > 0 ? 'signs.people_more' : 'signs.people_less', words)
  }
}

export function Signs(props: SignsProps) {
  const { t } = useTranslation('selection')
  const verdict = useVerdict()
  const seen = seenOf(props)
  const title = t('signs.title')

  if (!seen) return null
  return (
    <section aria-label={title}>
      <Title order={3}>{title}</Title>
      <Text size="sm">{verdict(seen)}</Text>
      <Wide label={title} min={360}>
        <Table verticalSpacing={2}>
          <caption className="kam-visually-hidden">{t('signs.caption')}</caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('signs.sign')}</Table.Th>
              <Table.Th className="kam-number">{t('columns.value')}</Table.Th>
              <Table.Th aria-hidden />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {Object.entries(seen.signs).map(([name, share]) => (
              <Row key={name} name={name} share={share} to={opensTo(name, props.account.id)} />
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
      <Text size="xs" c="dimmed">
        {t('signs.scale')}
      </Text>
    </section>
  )
}
