/* The first records that an import makes or changes, and what changes in them. */
import { Table, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { Scroll } from './Scroll'
import type { RecordChange } from './types'

export function ChangesTable({ changes }: { changes: readonly RecordChange[] }) {
  const { t } = useTranslation('import')
  const format = useFormat()

  return (
    <div>
      <Title order={3} mb={4}>
        {t('result.changes')}
      </Title>
      <Scroll label={t('result.changes')} minWidth={480}>
        <Table fz="sm" verticalSpacing={3}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th className="kam-number">{t('result.change_row')}</Table.Th>
              <Table.Th>{t('result.change_title')}</Table.Th>
              <Table.Th>{t('result.change_what')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {changes.map((change) => (
              <Table.Tr key={`${change.row}.${change.id}`}>
                <Table.Td className="kam-number">{format.number(change.row)}</Table.Td>
                <Table.Td>{change.title}</Table.Td>
                <Table.Td>{change.is_new ? t('result.change_new') : change.fields}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scroll>
    </div>
  )
}
