/* Companies that agree in something and belong to different groups: the evidence side by side, to be accepted, refused or left for
 * later. */
import { Badge, Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteRecord } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { Wide } from '@/ui/figure/Wide'
import { showNotice, showProblem } from '@/ui/record/notices'
import { Empty, Failed, Loading } from '@/ui/states/States'
import { useUrlSearch } from '@/ui/url'
import {
  acceptSuggestion,
  groupKeys,
  keyOfSuggestion,
  loadSuggestions,
  refuseSuggestion,
  titleOf,
  type Named,
  type Suggestion,
} from './groups'

const Company = ({ company }: { company: Named }) => (
  <Text component={Link} to={`/accounts/${company.id}`} size="sm" c="var(--kam-accent)">
    {titleOf(company)}
  </Text>
)

function Evidence({ suggestion }: { suggestion: Suggestion }) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const { alike, because_of, evidence } = suggestion

  return (
    <Wide label={t('suggestions.evidence')} min={440}>
      <Table verticalSpacing={3} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="26%">{t('suggestions.same')}</Table.Th>
            <Table.Th>
              <Company company={alike} />
            </Table.Th>
            <Table.Th>
              <Company company={because_of} />
            </Table.Th>
            <Table.Th w={90} className="kam-number">
              {t('suggestions.weight')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {evidence.map(({ kind, value, strength }) => (
            <Table.Tr key={`${kind} ${value}`}>
              <Table.Th scope="row">{t(`evidence.${kind}`)}</Table.Th>
              <Table.Td colSpan={2}>{value}</Table.Td>
              <Table.Td className="kam-number">{format.percent(strength, 0)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  )
}

interface CardProps {
  suggestion: Suggestion
  isBusy: boolean
  onAnswer?(answer: 'accept' | 'refuse' | 'later'): void
}

function SuggestionCard({ suggestion, isBusy, onAnswer }: CardProps) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const { account, parent, strength, may_be_one_company } = suggestion
  const names = t('suggestions.pair', { account: titleOf(account), parent: titleOf(parent) })

  return (
    <Paper component="article" withBorder p="sm" aria-label={names} data-suggestion={keyOfSuggestion(suggestion)}>
      <Group justify="space-between" align="flex-start" mb="xs">
        <div>
          <Title order={2}>{names}</Title>
          <Group gap={6} mt={4}>
            <Badge variant="light" tt="none">
              {t('suggestions.sure', { strength: format.percent(strength, 0) })}
            </Badge>
            {may_be_one_company && (
              <Text component={Link} to="/accounts/duplicates" size="sm" c="var(--kam-warn)" td="underline">
                {t('suggestions.one_company')}
              </Text>
            )}
          </Group>
        </div>
        {onAnswer && (
          <Group gap="xs">
            {(['later', 'refuse', 'accept'] as const).map((answer) => (
              <Button
                key={answer}
                size="xs"
                variant={answer === 'accept' ? 'filled' : 'default'}
                disabled={isBusy}
                onClick={() => onAnswer(answer)}
                aria-label={`${t(`suggestions.${answer}`)}: ${names}`}
              >
                {t(`suggestions.${answer}`)}
              </Button>
            ))}
          </Group>
        )}
      </Group>
      <Evidence suggestion={suggestion} />
    </Paper>
  )
}

/* Accepting and refusing make a record each; deleting it takes the answer back. */
function useAnswers() {
  const { t } = useTranslation('groups')
  const { t: common } = useTranslation()
  const cache = useQueryClient()
  const [busy, setBusy] = useState<string | null>(null)
  const forget = () => cache.invalidateQueries({ queryKey: groupKeys.all })
  const answer = async (suggestion: Suggestion, isAccepted: boolean) => {
    const names = { account: titleOf(suggestion.account), parent: titleOf(suggestion.parent) }
    const type = isAccepted ? 'group_membership' : 'group_refusal'
    setBusy(keyOfSuggestion(suggestion))
    try {
      const made = await (isAccepted ? acceptSuggestion : refuseSuggestion)(suggestion)
      const takeBack = () =>
        deleteRecord(type, made.id, made.version)
          .catch((error: unknown) => showProblem(t('suggestions.not_undone'), error))
          .finally(() => void forget())
      const message = t(isAccepted ? 'suggestions.accepted' : 'suggestions.refused', names)
      showNotice({ message, undo: { label: common('actions.undo'), run: takeBack } })
    } catch (error) {
      showProblem(t('suggestions.not_answered'), error)
    } finally {
      setBusy(null)
      await forget()
    }
  }
  return { answer, busy }
}

export function Suggestions() {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const mayChange = mayDo(useSession(), 'business_write')
  const [search, change] = useUrlSearch()
  const group = [search.group].flat()[0]
  const { data, error, isPending, refetch } = useQuery({
    queryKey: groupKeys.suggestions(group),
    queryFn: () => loadSuggestions(group),
  })
  const { answer, busy } = useAnswers()
  const [later, setLater] = useState<readonly string[]>([])

  if (isPending) return <Loading />
  if (error) return <Failed error={error} reset={() => void refetch()} />
  const shown = data.items.filter((one) => !later.includes(keyOfSuggestion(one)))
  const counts = { some: format.number(data.items.length), all: format.number(data.total) }
  const all = group && (
    <Button variant="subtle" size="compact-sm" onClick={() => change({ group: undefined })}>
      {t('suggestions.of_all')}
    </Button>
  )
  if (data.items.length === 0)
    return (
      <Empty title={t('suggestions.none')} actions={all}>
        {t(group ? 'suggestions.none_of_group' : 'suggestions.none_why')}
      </Empty>
    )
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('suggestions.about')}{' '}
        {data.total > data.items.length && t('suggestions.first', counts)}{' '}
        {group && t('suggestions.of_group')} {all}
        {later.length > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={() => setLater([])}>
            {t('suggestions.left', { count: later.length })}
          </Button>
        )}
      </Text>
      {shown.map((suggestion) => {
        const key = keyOfSuggestion(suggestion)
        const onAnswer = (word: 'accept' | 'refuse' | 'later') =>
          word === 'later' ? setLater([...later, key]) : void answer(suggestion, word === 'accept')
        return <SuggestionCard key={key} suggestion={suggestion} isBusy={busy === key} onAnswer={mayChange ? onAnswer : undefined} />
      })}
    </Stack>
  )
}
