/* What cannot be read of the rows that were looked at: a line a reason. */
import { Table, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { letterOf } from './choices'
import classes from './import.module.css'
import { sayReason } from './reasons'
import { Scroll } from './Scroll'
import type { Preview } from './types'

export function Faults({ preview }: { preview: Preview }) {
  const { t } = useTranslation('import')
  const format = useFormat()
  const headerOf = (column: number | null) => (column ? `${letterOf(column)} ${preview.columns[column - 1]?.header ?? ''}` : '–')

  if (preview.faults.length === 0) return null
  return (
    <section className={classes.card} aria-labelledby="faults">
      <Title order={2} id="faults" mb={4}>
        {t('faults.title')}
      </Title>
      <Scroll label={t('faults.title')} minWidth={520}>
        <Table fz="xs" verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th className="kam-number">{t('faults.rows')}</Table.Th>
              <Table.Th>{t('faults.field')}</Table.Th>
              <Table.Th>{t('faults.value')}</Table.Th>
              <Table.Th>{t('faults.reason')}</Table.Th>
              <Table.Th className="kam-number">{t('faults.first_row')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {preview.faults.map((fault) => (
              <Table.Tr key={`${fault.field}${fault.reason}`}>
                <Table.Td className="kam-number">{format.number(fault.count)}</Table.Td>
                <Table.Td>{headerOf(fault.column)}</Table.Td>
                <Table.Td className={classes.bad}>{fault.value || '–'}</Table.Td>
                <Table.Td>{sayReason(fault.reason, t)}</Table.Td>
                <Table.Td className="kam-number">{format.number(fault.row)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroll>
    </section>
  )
}
