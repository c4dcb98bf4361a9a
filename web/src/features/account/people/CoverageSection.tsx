/* Who of ours meets whom of theirs, and who is met by nobody. */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { recordType, titleOf } from '@/api/records'
import { useFormat } from '@/i18n/use'
import { Matrix } from '@/ui/matrix/Matrix'
import { countMeetings } from './coverage'
import { useRelated } from './related'
import { NothingYet, Section, sectionState } from './Section'

/* So far back do talks count: the newest of them. */
const TALKS = 500

export function CoverageSection({ accountId }: { accountId: string }) {
  const { t } = useTranslation('people')
  const format = useFormat()
  const talks = useRelated('interaction', accountId, { order: 'at.desc', limit: TALKS })
  const contacts = useRelated('contact', accountId)
  const known = contacts.records.map((contact) => ({
    id: contact.id,
    name: titleOf(recordType('contact'), contact),
    detail: String(contact.function ?? ''),
  }))
  const coverage = countMeetings(talks.records, known)
  const heads = (people: typeof coverage.ours) =>
    people.map(({ id, name }) => ({ id, label: name, detail: known.find((one) => one.id === id)?.detail }))
  const isEmpty = coverage.ours.length === 0 || coverage.theirs.length === 0
  const empty = <NothingYet title={t('coverage.empty')} why={t('coverage.empty_why')} />

  return (
    <Section title={t('coverage.title')}>
      {sectionState(talks, isEmpty, empty) ?? (
        <>
          <Text size="sm" c="dimmed" mb="xs">
            {t('coverage.why')}
          </Text>
          <Matrix
            label={t('coverage.title')}
            corner={t('coverage.corner')}
            rows={heads(coverage.theirs)}
            columns={heads(coverage.ours)}
            cell={(they, we) => {
              const met = coverage.of(we.id, they.id)
              const values = { they: they.label, we: we.label, count: met?.count ?? 0, day: format.date(met?.last) }
              return {
                text: met ? t('coverage.cell', { ...values }) : '–',
                words: met ? t('coverage.words', values) : t('coverage.never', values),
                strength: met ? met.count / coverage.most : 0,
              }
            }}
          />
        </>
      )}
    </Section>
  )
}
