/* What was refused, at the top of a form: all that is wrong with a way to each field, and what looks the same already. */
import { Alert, Anchor, Button, Group, List, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/api/problem'
import { fieldOf, placeOf, titleOf, type RecordType } from '@/api/records'
import { say } from '@/i18n'
import { refusalOf } from '../states/refusal'
import type { ToldFault } from './faults'
import type { Candidate } from './useRecordForm'

/** Leads to the first control that bears the id of a field. */
export const focusField = (form: string, name: string) => document.getElementById(`${form}-${name}`)?.focus()

export function FaultSummary({ type, faults, form }: { type: RecordType; faults: ToldFault[]; form: string }) {
  const { t } = useTranslation('form')

  return (
    <Alert role="alert" color="red" title={t('summary', { count: faults.length })}>
      <List size="sm" listStyleType="none">
        {faults.map(({ name, words }) => (
          <List.Item key={`${name} ${words}`}>
            {fieldOf(type, name) ? (
              <Anchor component="button" type="button" size="sm" onClick={() => focusField(form, name)}>
                {say(fieldOf(type, name)?.label)}
              </Anchor>
            ) : (
              <Text span size="sm" fw={600}>
                {t('whole')}
              </Text>
            )}
            {`: ${words}`}
          </List.Item>
        ))}
      </List>
    </Alert>
  )
}

function CandidateRow({ type, candidate, onOpen }: { type: RecordType; candidate: Candidate; onOpen: () => void }) {
  const { t } = useTranslation('form')
  const reasons = candidate.reasons.map((reason) => t(`reasons.${reason}`)).join(', ')

  return (
    <Group justify="space-between" gap="xs">
      <div>
        <Text size="sm" fw={600}>
          {titleOf(type, candidate.record)}
        </Text>
        <Text size="xs">{t('candidates.why', { reasons })}</Text>
      </div>
      <Button component={Link} to={placeOf(type.name, candidate.record.id)} variant="default" size="xs" onClick={onOpen}>
        {t('candidates.open')}
      </Button>
    </Group>
  )
}

interface CandidatesProps {
  type: RecordType
  candidates: Candidate[]
  /** One of them is opened instead: what was typed may go. */
  onOpen: () => void
  onForce: () => void
}

export function Candidates({ type, candidates, onOpen, onForce }: CandidatesProps) {
  const { t } = useTranslation('form')

  return (
    <Alert role="alert" color="yellow" title={t('candidates.title', { count: candidates.length })}>
      {candidates.map((candidate) => (
        <CandidateRow key={candidate.record.id} type={type} candidate={candidate} onOpen={onOpen} />
      ))}
      <Button mt="sm" size="xs" onClick={onForce}>
        {t('candidates.force')}
      </Button>
    </Alert>
  )
}

export function OtherRefusal({ problem }: { problem: unknown }) {
  const { t, i18n } = useTranslation()
  const known = isProblem(problem) ? problem : null

  return (
    <Alert role="alert" color="red" title={t(known?.status === 0 ? 'states.unreachable' : 'states.failed')}>
      {t(refusalOf(problem))}
      {known && known.status !== 0 && (
        <Text size="xs" mt={4} lang={i18n.language === 'en' ? undefined : 'en'}>
          {known.message}
        </Text>
      )}
    </Alert>
  )
}
