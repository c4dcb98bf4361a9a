/* What no invoice tells: what people say of an account, each with a reason, and how far they are apart. */
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recordType, type KamRecord } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { say } from '@/i18n'
import { useFormat } from '@/i18n/use'
import { Failed } from '@/ui/states/States'
import { areApart, judgedCriteria, judgementsOf, opinionsOf, type Opinion } from './judgements'
import { JudgeForm } from './JudgeForm'
import { Scale } from './Scale'
import classes from './selection.module.css'
import { type Candidate } from './selection'

const criterionName = (criterion: KamRecord) => say({ en: String(criterion.name_en), sr: String(criterion.name_sr) })

/* What they say together. */
function Together({ opinion }: { opinion: Opinion | undefined }) {
  const { t } = useTranslation('selection')
  const format = useFormat()

  if (!opinion) return <Text size="sm">{t('judged.nobody')}</Text>
  const words = { mean: format.number(opinion.mean, 1), least: format.number(opinion.least), most: format.number(opinion.most) }
  return (
    <Text size="sm" c={areApart(opinion) ? 'var(--kam-warn)' : undefined}>
      {opinion.said.length === 1 ? t('judged.one', words) : t('judged.many', { count: opinion.said.length, ...words })}
      {areApart(opinion) && ` ${t('judged.apart')}`}
    </Text>
  )
}

interface CriterionProps {
  criterion: KamRecord
  account: Candidate
  opinion: Opinion | undefined
}

function OfCriterion({ criterion, account, opinion }: CriterionProps) {
  const { t } = useTranslation('selection')
  const format = useFormat()
  const [judges, setJudges] = useState(false)
  const mayJudge = mayDo(useSession(), recordType('judgement').write)
  const name = criterionName(criterion)

  return (
    <div>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" fw={500}>
          {name}
        </Text>
        {mayJudge && !judges && (
          <Button size="compact-sm" variant="default" aria-label={t('judged.judge_of', { name })} onClick={() => setJudges(true)}>
            {t('judged.judge')}
          </Button>
        )}
      </Group>
      <Together opinion={opinion} />
      <Scale criterion={criterion} mean={opinion?.mean} />
      {judges && <JudgeForm criterion={criterion} account={account} onDone={() => setJudges(false)} />}
      {opinion && (
        <ul className={classes.people}>
          {opinion.said.map((one) => (
            <li key={one.id}>
              <b className="kam-number">{format.number(one.points, Number.isInteger(one.points) ? 0 : 1)}</b> {one.who},{' '}
              {format.date(one.judged_on)}
              {one.reason && <div>{one.reason}</div>}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

export function Judgements({ account }: { account: Candidate }) {
  const { t } = useTranslation('selection')
  const criteria = useQuery(judgedCriteria)
  const { data, error } = useQuery(judgementsOf(account.id))
  const opinions = opinionsOf(data?.items ?? [])
  const title = t('judged.title')

  return (
    <section aria-label={title}>
      <Title order={3}>{title}</Title>
      {error ? (
        <Failed error={error} />
      ) : (
        <Stack gap="sm">
          {(criteria.data?.items ?? []).map((criterion) => (
            <OfCriterion key={criterion.id} criterion={criterion} account={account} opinion={opinions.get(criterion.id)} />
          ))}
        </Stack>
      )}
    </section>
  )
}
