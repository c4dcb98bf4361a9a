/* The figures of a chart as a table: the same figures, written out. */
import { Anchor, Table } from '@mantine/core'
import { Wide } from '@/ui/figure/Wide'

export interface ChartTableData {
  columns: readonly { label: string; number?: boolean }[]
  rows: readonly { cells: readonly string[]; opens_to?: string | null }[]
}

type OpenLines = (opensTo: string) => void

interface ChartTableProps {
  caption: string
  data: ChartTableData
  /** Rows that open to lines are then links. Without it the table stands beside its chart: it is read, not gone to. */
  onOpen?: OpenLines
}

interface RowProps {
  row: ChartTableData['rows'][number]
  columns: ChartTableData['columns']
  onOpen?: OpenLines
}

function Row({ row: { cells, opens_to }, columns, onOpen }: RowProps) {
  return (
    <Table.Tr>
      {cells.map((cell, column) => (
        <Table.Td key={column} className={columns[column]?.number ? 'kam-number' : undefined}>
          {column === 0 && opens_to && onOpen ? (
            <Anchor component="button" type="button" size="sm" ta="start" onClick={() => onOpen(opens_to)}>
              {cell}
            </Anchor>
          ) : (
            cell
          )}
        </Table.Td>
      ))}
    </Table.Tr>
  )
}

export function ChartTable({ caption, data, onOpen }: ChartTableProps) {
  const table = (
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
        {data.rows.map((row, index) => (
          <Row key={index} row={row} columns={data.columns} onOpen={onOpen} />
        ))}
      </Table.Tbody>
    </Table>
  )

  return onOpen ? (
    <Wide label={caption} max_height={420}>
      {table}
    </Wide>
  ) : (
    table
  )
}
