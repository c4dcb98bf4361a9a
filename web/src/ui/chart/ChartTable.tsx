/* The figures of a chart as a table: the same figures, written out. */
import { Anchor, Table } from '@mantine/core'

export interface ChartTableData {
  columns: readonly { label: string; number?: boolean }[]
  rows: readonly { cells: readonly string[]; opens_to?: string | null }[]
}

interface ChartTableProps {
  caption: string
  data: ChartTableData
  /** Rows that open to lines are then links. */
  onOpen?(opensTo: string): void
}

export function ChartTable({ caption, data, onOpen }: ChartTableProps) {
  return (
    <Table.ScrollContainer minWidth={0} mah={420} tabIndex={onOpen ? 0 : undefined}>
      <Table verticalSpacing={3} striped>
        <caption className="kam-visually-hidden">{caption}</caption>
        <Table.Thead>
          <Table.Tr>
            {data.columns.map(({ label, number }) => (
              <Table.Th key={label} scope="col" className={number ? 'kam-number' : undefined}>
                {label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.rows.map(({ cells, opens_to }, row) => (
            <Table.Tr key={row}>
              {cells.map((cell, column) => (
                <Table.Td key={column} className={data.columns[column]?.number ? 'kam-number' : undefined}>
                  {column === 0 && opens_to && onOpen ? (
                    <Anchor component="button" type="button" size="sm" onClick={() => onOpen(opens_to)}>
                      {cell}
                    </Anchor>
                  ) : (
                    cell
                  )}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
