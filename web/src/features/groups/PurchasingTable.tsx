/* Who buys a category in a group: by the invoices, with the documents before and after; and by what people said. */
import { Button, Group, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { Wide } from '@/ui/figure/Wide'
import type { Values } from '@/ui/form/values'
import { titleOf } from './groups'
import { byMoment, hasMoment, type PurchasingCategory } from './purchasing'

interface Actions {
  onAccept?: (proposal: Values) => void
  onEdit?: (category: string) => void
}

/* Nothing that is told from invoices is certain: no share of confidence is rounded up to all of it. */
const MOST_SURE = 0.99

/* The documents that the companies wrote before and after: what the finding is made of. */
function Evidence({ row }: { row: PurchasingCategory }) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const part = (some: number, all: number) => t('purchasing.of', { some: format.number(some), all: format.number(all) })

  return (
    <Table verticalSpacing={2} fz="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('columns.company')}</Table.Th>
          <Table.Th className="kam-number">{t('purchasing.before', { day: format.date(row.since) })}</Table.Th>
          <Table.Th className="kam-number">{t('purchasing.after')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {row.companies.map((company) => (
          <Table.Tr key={company.id}>
            <Table.Td>{titleOf(company)}</Table.Td>
            <Table.Td className="kam-number">{part(company.documents_before, company.all_documents_before)}</Table.Td>
            <Table.Td className="kam-number">{part(company.documents_after, company.all_documents_after)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function Row({ row, onAccept, onEdit }: { row: PurchasingCategory } & Actions) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const [isOpen, setOpen] = useState(false)
  const { category, mode, centre, since, since_from, since_to, said, proposal, suspected, moved_to, companies } = row
  const confidence = row.confidence ?? 0

  return (
    <>
      <Table.Tr data-category={category}>
        <Table.Th scope="row">{category}</Table.Th>
        <Table.Td>
          {t(`modes.${mode ?? 'unknown'}`)}
          {centre && (
            <Text size="xs" c="dimmed">
              {titleOf(centre)}
            </Text>
          )}
          {suspected && moved_to && <Text size="xs">{t('purchasing.perhaps', { company: titleOf(moved_to) })}</Text>}
        </Table.Td>
        <Table.Td>
          {hasMoment(row) ? format.date(since) : '–'}
          {since_from && since_to && (
            <Text size="xs" c="dimmed">
              {t('purchasing.between', { from: format.date(since_from), to: format.date(since_to) })}
            </Text>
          )}
        </Table.Td>
        <Table.Td className="kam-number">
          {!hasMoment(row) && '–'}
          {hasMoment(row) && confidence > MOST_SURE && t('purchasing.over', { percent: format.percent(MOST_SURE) })}
          {hasMoment(row) && confidence <= MOST_SURE && format.percent(confidence)}
        </Table.Td>
        <Table.Td>
          {said ? t(`purchasing.said_${said.source}`, { mode: t(`modes.${said.mode}`) }) : t('purchasing.not_said')}
          {said?.since && (
            <Text size="xs" c="dimmed">
              {t('purchasing.since', { day: format.date(said.since) })}
            </Text>
          )}
        </Table.Td>
        <Table.Td className="kam-no-print">
          <Group gap={4} wrap="nowrap" justify="flex-end">
            {companies.length > 0 && (
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() => setOpen(!isOpen)}
                aria-expanded={isOpen}
                aria-label={`${t('suggestions.evidence')}: ${category}`}
              >
                {t('suggestions.evidence')}
              </Button>
            )}
            {onEdit && (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => onEdit(category)}
                aria-label={`${t('purchasing.say')}: ${category}`}
              >
                {t('purchasing.say')}
              </Button>
            )}
            {onAccept && proposal && !said && (
              <Button size="compact-xs" onClick={() => onAccept(proposal)} aria-label={`${t('purchasing.accept')}: ${category}`}>
                {t('purchasing.accept')}
              </Button>
            )}
          </Group>
        </Table.Td>
      </Table.Tr>
      {isOpen && (
        <Table.Tr>
          <Table.Td colSpan={6}>
            <Evidence row={row} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  )
}

export function PurchasingTable({ categories, ...actions }: { categories: readonly PurchasingCategory[] } & Actions) {
  const { t } = useTranslation('groups')

  return (
    <Wide label={t('purchasing.title')} min={860}>
      <Table verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('columns.category')}</Table.Th>
            <Table.Th>{t('columns.seen')}</Table.Th>
            <Table.Th>{t('columns.since')}</Table.Th>
            <Table.Th className="kam-number">{t('columns.confidence')}</Table.Th>
            <Table.Th>{t('columns.said')}</Table.Th>
            <Table.Th className="kam-no-print">
              <span className="kam-visually-hidden">{t('columns.actions')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {byMoment(categories).map((row) => (
            <Row key={row.category} row={row} {...actions} />
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  )
}
