/* Records of an account as a plain table: a column a field, changed and taken out row by row. */
import { Anchor, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { fieldOf, placeOf, recordType, type KamRecord } from '@/api/records'
import { maySee, useSession } from '@/api/session'
import { say } from '@/i18n'
import { FieldValue } from '@/ui/record/FieldValue'
import { RowActions } from './Section'

interface RelatedTableProps {
  type: string
  records: KamRecord[]
  columns: readonly string[]
  /** Fields of the form; more than stands in the table. */
  only: readonly string[]
  label: string
}

export function RelatedTable({ type: name, records, columns, only, label }: RelatedTableProps) {
  const type = recordType(name)
  const session = useSession()
  const fields = columns.flatMap((column) => fieldOf(type, column) ?? []).filter((field) => maySee(session, field.class))

  return (
    <Table.ScrollContainer minWidth={480}>
      <Table verticalSpacing={4} aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {fields.map((field) => (
              <Table.Th key={field.name}>{say(field.label)}</Table.Th>
            ))}
            <Table.Td className="kam-no-print" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {records.map((record) => (
            <Table.Tr key={record.id}>
              {fields.map((field) => (
                <Table.Td key={field.name}>
                  {field.name === type.title && field.kind === 'text' ? (
                    <Anchor component={Link} to={placeOf(name, record.id)} size="sm">
                      <FieldValue plain field={field} record={record} />
                    </Anchor>
                  ) : (
                    <FieldValue field={field} record={record} />
                  )}
                </Table.Td>
              ))}
              <Table.Td className="kam-no-print">
                <RowActions type={name} record={record} only={only} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
