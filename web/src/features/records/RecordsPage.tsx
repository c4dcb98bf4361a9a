/* The list of any type of record. */
import { Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { listRecords, recordKeys, titleOf, typeOfPlural, type RecordType } from '@/api/records'
import { PageHead } from '@/ui/PageHead'
import { Empty, Failed, Loading, Missing } from '@/ui/states/States'
import { useParam } from '@/ui/url'

export function RecordsPage() {
  const type = typeOfPlural(useParam('plural'))

  return type ? <Records type={type} /> : <Missing />
}

function Records({ type }: { type: RecordType }) {
  const { t } = useTranslation()
  const { data, error, isPending } = useQuery({ queryKey: recordKeys.list(type.name, {}), queryFn: () => listRecords(type.name) })

  if (isPending) return <Loading />
  if (error) return <Failed error={error} />
  return (
    <>
      <PageHead title={t(`navigation.${type.plural}`)} />
      {data.items.length === 0 ? (
        <Empty title={t('states.empty')} />
      ) : (
        <Table>
          <Table.Tbody>
            {data.items.map((record) => (
              <Table.Tr key={record.id}>
                <Table.Td>{titleOf(type, record)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  )
}
