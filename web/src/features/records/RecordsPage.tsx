/* The list of any type of record. */
import { useTranslation } from 'react-i18next'
import { typeOfPlural, type RecordType } from '@/api/records'
import { PageHead } from '@/ui/PageHead'
import { Missing } from '@/ui/states/States'
import { RecordTable } from '@/ui/table/RecordTable'
import { useParam } from '@/ui/url'

export function RecordsPage() {
  const type = typeOfPlural(useParam('plural'))

  return type ? <Records key={type.name} type={type} /> : <Missing />
}

function Records({ type }: { type: RecordType }) {
  const { t } = useTranslation()
  const title = t(`navigation.${type.plural}`)

  return (
    <>
      <PageHead title={title} />
      <RecordTable type={type} label={title} />
    </>
  )
}
