/* An account criterion by criterion: its figure, the value made of it, what that contributes, what would change its place. */
import { Table, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { NOTHING } from '@/i18n/format'
import { useFormat } from '@/i18n/use'
import { Wide } from '@/ui/figure/Wide'
import { type ByCriterion, type Candidate, type Criterion, type Selection } from './selection'
import { nameOf, useUnit, useWriteFigure } from './words'

/* Where the weight may lie while the account is key. */
function useSpanWords() {
  const { t } = useTranslation('selection')
  const format = useFormat()

  return (spans: ByCriterion['key_while_weight']): string => {
    if (spans.length === 0) return t('spans.never')
    if (spans.length === 1 && (spans[0]?.from ?? 1) <= 0 && (spans[0]?.to ?? 0) >= 1) return t('spans.always')
    return spans.map(({ from, to }) => `${format.percent(from, 0)}–${format.percent(to, 0)}`).join(', ')
  }
}

function Row({ criterion, by, score }: { criterion: Criterion; by: ByCriterion; score: number }) {
  const { t } = useTranslation('selection')
  const format = useFormat()
  const write = useWriteFigure()
  const unit = useUnit()
  const spans = useSpanWords()

  return (
    <Table.Tr>
      <Table.Th scope="row" fw={500} miw={190}>
        {nameOf(criterion)}
        <Text size="xs" c="dimmed">
          {unit(criterion.measure)}
        </Text>
      </Table.Th>
      <Table.Td className="kam-number">
        {by.is_known ? write(criterion.measure, by.figure) : <span>{t('why.unknown')}</span>}
        {by.is_known && by.figure_std_error > 0 && (
          <Text size="xs" c="dimmed">
            ± {write(criterion.measure, by.figure_std_error)}
          </Text>
        )}
      </Table.Td>
      <Table.Td className="kam-number">
        {format.number(by.value * 100)}
        {by.value_std_error > 0.005 && (
          <Text size="xs" c="dimmed">
            ± {format.number(by.value_std_error * 100)}
          </Text>
        )}
      </Table.Td>
      <Table.Td className="kam-number">{format.percent(criterion.weight, 0)}</Table.Td>
      <Table.Td className="kam-number">
        {format.number(by.contribution * 100, 1)}
        <Text size="xs" c="dimmed">
          {format.percent(score > 0 ? by.contribution / score : null, 0)}
        </Text>
      </Table.Td>
      <Table.Td className="kam-number">{by.needed === null ? NOTHING : write(criterion.measure, by.needed)}</Table.Td>
      <Table.Td className="kam-number">{criterion.accounts_known === 0 ? NOTHING : spans(by.key_while_weight)}</Table.Td>
    </Table.Tr>
  )
}

export function WhyTable({ answer, account }: { answer: Selection; account: Candidate }) {
  const { t } = useTranslation('selection')
  const title = t('why.table')

  return (
    <section aria-label={title}>
      <Title order={3}>{title}</Title>
      <Wide label={title} min={780}>
        <Table verticalSpacing={4}>
          <caption className="kam-visually-hidden">{title}</caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('columns.criterion')}</Table.Th>
              <Table.Th className="kam-number">{t('columns.figure')}</Table.Th>
              <Table.Th className="kam-number">{t('columns.value')}</Table.Th>
              <Table.Th className="kam-number">{t('columns.weight')}</Table.Th>
              <Table.Th className="kam-number">{t('columns.contribution')}</Table.Th>
              <Table.Th className="kam-number">{t(account.is_key ? 'columns.leaves_at' : 'columns.enters_at')}</Table.Th>
              <Table.Th className="kam-number">{t('columns.key_while')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {answer.criteria.map((criterion) => {
              const by = account.criteria[criterion.code]
              return by && <Row key={criterion.code} criterion={criterion} by={by} score={account.score} />
            })}
          </Table.Tbody>
        </Table>
      </Wide>
    </section>
  )
}
