/* Two customers side by side: what each sold, where they differ, and folded where they say the same. */
import { Anchor, Button, Table } from '@mantine/core'
import { useIntersection } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recordType, titleOf, type Field } from '@/api/records'
import { maySee, useSession } from '@/api/session'
import { say } from '@/i18n'
import { useFormat } from '@/i18n/use'
import { sameValue } from '@/ui/form/values'
import { FieldValue } from '@/ui/record/FieldValue'
import { duplicateKeys, fieldsToCompare, loadSales, parted, type Pair } from './duplicates'

const ACCOUNT = recordType('account')

function FieldRow({ field, records, differs }: { field: Field; records: Pair['records']; differs: boolean }) {
  return (
    <Table.Tr>
      <Table.Th scope="row">{say(field.label)}</Table.Th>
      {records.map((record) => (
        <Table.Td key={record.id} fw={differs ? 600 : undefined} style={{ overflowWrap: 'anywhere' }}>
          <FieldValue field={field} record={record} plain />
        </Table.Td>
      ))}
    </Table.Tr>
  )
}

function SalesCell({ account, isWanted }: { account: string; isWanted: boolean }) {
  const { t } = useTranslation('duplicates')
  const format = useFormat()
  const { data } = useQuery({ queryKey: duplicateKeys.sales(account), queryFn: () => loadSales(account), enabled: isWanted })

  if (!data) return <Table.Td>–</Table.Td>
  return (
    <Table.Td style={{ overflowWrap: 'anywhere' }}>
      {format.money(data.net)} {t('in_lines', { count: data.lines, lines: format.number(data.lines) })}
    </Table.Td>
  )
}

/* Asked for once it is looked at: there may be a hundred pairs. */
function SalesRow({ records }: { records: Pair['records'] }) {
  const { t } = useTranslation('duplicates')
  const { ref, entry } = useIntersection<HTMLTableRowElement>()
  const [wasSeen, setSeen] = useState(false)

  if (entry?.isIntersecting && !wasSeen) setSeen(true)
  return (
    <Table.Tr ref={ref}>
      <Table.Th scope="row">{t('sales')}</Table.Th>
      {records.map(({ id }) => (
        <SalesCell key={id} account={id} isWanted={wasSeen} />
      ))}
    </Table.Tr>
  )
}

export function Comparison({ pair: { records } }: { pair: Pair }) {
  const { t } = useTranslation('duplicates')
  const session = useSession()
  const [isOpen, setOpen] = useState(false)
  const [a, b] = records
  const { differing, equal } = parted(fieldsToCompare(ACCOUNT, a, b), ({ name }) => sameValue(a[name], b[name]))

  return (
    <>
      <Table verticalSpacing={3} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="26%">{t('field')}</Table.Th>
            {records.map((record) => (
              <Table.Th key={record.id} style={{ overflowWrap: 'anywhere' }}>
                <Anchor component={Link} to={`/accounts/${record.id}`} size="sm">
                  {titleOf(ACCOUNT, record)}
                </Anchor>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {maySee(session, 'commercial') && <SalesRow records={records} />}
          {differing.map((field) => (
            <FieldRow key={field.name} field={field} records={records} differs />
          ))}
          {isOpen && equal.map((field) => <FieldRow key={field.name} field={field} records={records} differs={false} />)}
        </Table.Tbody>
      </Table>
      {equal.length > 0 && (
        <Button variant="subtle" size="compact-sm" mih={24} mt={4} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'hide_equal' : 'equal', { count: equal.length })}
        </Button>
      )}
    </>
  )
}
