/* The documents without a customer, each with a box to tick; what else is known of them helps to tell whose they are. */
import { Anchor, Checkbox, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { useOpenPath } from '@/ui/figure/lines'
import { LinesDrawer } from '@/ui/figure/LinesDrawer'
import { Wide } from '@/ui/figure/Wide'
import type { Unassigned } from './requests'
import { toggled } from './ticks'

interface RowProps {
  document: Unassigned
  isTicked: boolean
  onToggle(): void
}

function Row({ document, isTicked, onToggle }: RowProps) {
  const { t } = useTranslation('unassigned')
  const format = useFormat()
  const open = useOpenPath()
  const name = document.number || t('no_number')

  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox checked={isTicked} onChange={onToggle} aria-label={`${name}, ${format.date(document.day)}`} />
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{format.date(document.day)}</Table.Td>
      <Table.Td>
        <Anchor component="button" type="button" size="sm" mih={24} onClick={() => open(`/api/v1/sales/lines?document=${document.id}`)}>
          {name}
        </Anchor>
        {document.is_credit && (
          <Text span size="xs" c="dimmed" ml={6}>
            {t('credit')}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{document.seller ?? '–'}</Table.Td>
      <Table.Td>{document.ship_to ?? '–'}</Table.Td>
      <Table.Td className="kam-number">{format.number(document.lines)}</Table.Td>
      <Table.Td className="kam-number">{format.money(document.net, 2)}</Table.Td>
    </Table.Tr>
  )
}

interface DocumentsTableProps {
  documents: readonly Unassigned[]
  ticked: ReadonlySet<string>
  onTick(ids: ReadonlySet<string>): void
}

export function DocumentsTable({ documents, ticked, onTick }: DocumentsTableProps) {
  const { t } = useTranslation('unassigned')
  const isAll = documents.length > 0 && documents.every(({ id }) => ticked.has(id))

  return (
    <>
      <Wide label={t('documents')} min={680}>
        <Table stickyHeader verticalSpacing={4} aria-label={t('documents')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={36}>
                <Checkbox
                  aria-label={t('tick_shown')}
                  checked={isAll}
                  indeterminate={!isAll && ticked.size > 0}
                  onChange={() => onTick(new Set(isAll ? [] : documents.map(({ id }) => id)))}
                />
              </Table.Th>
              {['day', 'document', 'seller', 'ship_to'].map((name) => (
                <Table.Th key={name}>{t(`columns.${name}`)}</Table.Th>
              ))}
              <Table.Th className="kam-number">{t('columns.lines')}</Table.Th>
              <Table.Th className="kam-number">{t('columns.net')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {documents.map((document) => (
              <Row
                key={document.id}
                document={document}
                isTicked={ticked.has(document.id)}
                onToggle={() => onTick(toggled(ticked, document.id))}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
      <LinesDrawer />
    </>
  )
}
