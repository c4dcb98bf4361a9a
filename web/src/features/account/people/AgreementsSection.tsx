/* What is under contract: how much of the sales and until when, then each agreement with the days that are left. */
import { Anchor, Button, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldOf, placeOf, recordType, type KamRecord } from '@/api/records'
import { say } from '@/i18n'
import { useFormat } from '@/i18n/use'
import { daysBetween, endsSoon, inOrder, useAgreements, type Agreement, type Agreements } from './agreements'
import { AddButton, NothingYet, RowActions, Section, sectionState } from './Section'
import { useRelated } from './related'

const FIELDS = [
  'name',
  'number',
  'kind',
  'category',
  'signed_on',
  'starts_on',
  'ends_on',
  'is_renewed',
  'renewal_months',
  'notice_days',
  'notice_given_on',
  'note',
] as const

const sayKind = (kind: string) => {
  const choice = fieldOf(recordType('agreement'), 'kind')?.choices?.find(({ value }) => value === kind)
  return choice ? say(choice.label) : kind
}

/** How much is bound and until when, in a sentence. */
function Together({ answer }: { answer: Agreements }) {
  const { t } = useTranslation('people')
  const format = useFormat()
  const { as_of, contract_end: end, contract_is_open: isOpen, contract_share: share } = answer
  const until = isOpen
    ? t('agreements.open')
    : end
      ? t('agreements.until', { day: format.date(end), count: daysBetween(as_of, end) })
      : t('agreements.not_covered', { day: format.date(as_of) })

  return (
    <Text size="sm" mb="xs">
      {share !== null && `${t('agreements.share', { share: format.percent(share, 0) })} `}
      {until}
    </Text>
  )
}

function State({ agreement, isSoon }: { agreement: Agreement; isSoon: boolean }) {
  const { t } = useTranslation('people')
  const format = useFormat()
  const { state, is_open: isOpen, days_left: left, notice_by: noticeBy } = agreement

  return (
    <>
      <Text size="sm" fw={isSoon ? 600 : undefined} c={isSoon ? 'var(--kam-bad)' : state === 'ended' ? 'dimmed' : undefined}>
        {state === 'running' && !isOpen ? t('agreements.left', { count: left ?? 0 }) : t(`agreements.states.${isOpen ? 'open' : state}`)}
      </Text>
      {noticeBy && (
        <Text size="xs" c="dimmed">
          {t('agreements.notice_by', { day: format.date(noticeBy) })}
        </Text>
      )}
    </>
  )
}

interface RowProps {
  agreement: Agreement
  record: KamRecord | undefined
  isSoon: boolean
}

function Row({ agreement, record, isSoon }: RowProps) {
  const { t } = useTranslation('people')
  const format = useFormat()

  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={placeOf('agreement', agreement.id)} size="sm" display="inline-block" lh="24px">
          {agreement.name}
        </Anchor>
        {agreement.number && (
          <Text size="xs" c="dimmed">
            {agreement.number}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <State agreement={agreement} isSoon={isSoon} />
      </Table.Td>
      <Table.Td className="kam-number">{format.date(agreement.starts_on)}</Table.Td>
      <Table.Td className="kam-number">{format.date(agreement.ends_on)}</Table.Td>
      <Table.Td>{agreement.category ?? t('agreements.everything')}</Table.Td>
      <Table.Td>{sayKind(agreement.kind)}</Table.Td>
      <Table.Td className="kam-no-print">{record && <RowActions type="agreement" record={record} only={FIELDS} />}</Table.Td>
    </Table.Tr>
  )
}

/* What somebody has to do comes first: on a telephone the rest is beyond the edge. */
const COLUMNS = ['name', 'state', 'from', 'until', 'covers', 'kind'] as const

export function AgreementsSection({ accountId }: { accountId: string }) {
  const { t } = useTranslation('people')
  const [withEnded, setWithEnded] = useState(false)
  const standing = useAgreements(accountId)
  const related = useRelated('agreement', accountId)
  const items = inOrder(standing.data?.items ?? [])
  const shown = withEnded ? items : items.filter(({ state }) => state !== 'ended')
  const ended = items.length - items.filter(({ state }) => state !== 'ended').length
  const add = { type: 'agreement', label: t('agreements.add'), given: { account_id: accountId }, only: FIELDS }
  const empty = <NothingYet title={t('agreements.empty')} why={t('agreements.empty_why')} />

  return (
    <Section title={t('agreements.title')} count={items.length - ended} actions={<AddButton {...add} />}>
      {sectionState(standing, items.length === 0, empty) ?? (
        <>
          {standing.data && <Together answer={standing.data} />}
          {shown.length > 0 && (
            <Table.ScrollContainer minWidth={620}>
              <Table verticalSpacing={4} aria-label={t('agreements.title')}>
                <Table.Thead>
                  <Table.Tr>
                    {COLUMNS.map((name) => (
                      <Table.Th key={name} className={name === 'from' || name === 'until' ? 'kam-number' : undefined}>
                        {t(`agreements.columns.${name}`)}
                      </Table.Th>
                    ))}
                    <Table.Td className="kam-no-print" />
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {shown.map((agreement) => (
                    <Row
                      key={agreement.id}
                      agreement={agreement}
                      record={related.records.find(({ id }) => id === agreement.id)}
                      isSoon={endsSoon(agreement, items)}
                    />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )}
          {ended > 0 && (
            <Button
              variant="subtle"
              size="compact-sm"
              className="kam-no-print"
              aria-expanded={withEnded}
              onClick={() => setWithEnded(!withEnded)}
            >
              {withEnded ? t('agreements.hide_ended') : t('agreements.ended', { count: ended })}
            </Button>
          )}
        </>
      )}
    </Section>
  )
}
