/* Why an account is in or out: in sentences, as a table, by whom it was judged, and for whom it would be the first. */
import { Anchor, Button, Drawer, Group, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { useMayDecide } from './decisions'
import { Judgements } from './Judgements'
import { Places } from './Places'
import { BeforeRank, Share } from './RankRow'
import classes from './selection.module.css'
import { titleOf, type Candidate, type Selection } from './selection'
import { Signs } from './Signs'
import { WhyTable } from './WhyTable'
import { nameOf, sayReasons } from './words'

interface WhyProps {
  answer: Selection
  account: Candidate
  before: number | null
  onDecide(id: string): void
  onPeek(id: string): void
  onClose(): void
}

function Sentences({ answer, account }: Pick<WhyProps, 'answer' | 'account'>) {
  const { t } = useTranslation('selection')
  const format = useFormat()
  const sentences = sayReasons(account.reasons, answer.criteria, t, format)

  return (
    <ul className={classes.reasons}>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}

/* The weights of those for whom it would be the first of all. */
function Central({ answer, account }: Pick<WhyProps, 'answer' | 'account'>) {
  const { t } = useTranslation('selection')
  const format = useFormat()
  const central = account.central_weights
  const words = answer.criteria
    .filter(({ code }) => (central?.[code] ?? 0) > 0)
    .map((criterion) => `${nameOf(criterion)} ${format.percent(central?.[criterion.code], 0)}`)

  return (
    <section aria-label={t('why.central')}>
      <Title order={3}>{t('why.central')}</Title>
      <Text size="sm">{central ? t('why.central_are', { weights: words.join(', ') }) : t('why.central_never')}</Text>
    </section>
  )
}

export function WhyDrawer({ answer, account, before, onDecide, onPeek, onClose }: WhyProps) {
  const { t } = useTranslation('selection')
  const format = useFormat()
  const mayDecide = useMayDecide()
  const { ranks } = account

  return (
    <Drawer opened onClose={onClose} title={titleOf(account)} closeButtonProps={{ 'aria-label': t('close') }} size="min(100%, 900px)">
      <Stack gap="md">
        <Group gap="lg">
          <Text size="sm">
            {t('why.place', { rank: format.number(account.rank), of: format.number(answer.funnel.short_list) })}{' '}
            <span className={classes.quiet}>
              {t('columns.before')}: <BeforeRank rank={account.rank} before={before} />
            </span>
          </Text>
          <Text size="sm">
            {t('why.score', { score: format.number(account.score * 100, 1), bar: format.number((answer.bar ?? 0) * 100, 1) })}
          </Text>
          <Text size="sm" component="div">
            {t('columns.key_in')} <Share share={account.in_top} />
          </Text>
          <Text size="sm">
            {t('why.methods', { topsis: format.number(ranks.topsis), promethee: format.number(ranks.promethee) })}
          </Text>
        </Group>
        <Sentences answer={answer} account={account} />
        <Group gap="xs">
          {mayDecide && (
            <Button size="xs" onClick={() => onDecide(account.id)}>
              {t('decide.long')}
            </Button>
          )}
          <Button size="xs" variant="default" onClick={() => onPeek(account.id)}>
            {t('peek.short')}
          </Button>
          <Anchor component={Link} to={`/accounts/${account.id}`} size="sm">
            {t('why.account')}
          </Anchor>
        </Group>
        {account.companies > 1 && <Text size="sm">{t('groups.head', { count: account.companies })}</Text>}
        <Places account={account} top={answer.top} />
        <WhyTable answer={answer} account={account} />
        <Signs account={account} criteria={answer.criteria} />
        <Judgements account={account} />
        <Central answer={answer} account={account} />
      </Stack>
    </Drawer>
  )
}
