/* The list of any type of record, and the form that adds one. */
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { useTranslation } from 'react-i18next'
import { typeOfPlural, type RecordType } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { RecordDrawer } from '@/ui/form/RecordDrawer'
import { PageHead } from '@/ui/PageHead'
import { Empty, Missing } from '@/ui/states/States'
import { RecordTable } from '@/ui/table/RecordTable'
import { useParam } from '@/ui/url'

export function RecordsPage() {
  const type = typeOfPlural(useParam('plural'))

  return type ? <Records key={type.name} type={type} /> : <Missing />
}

function Records({ type }: { type: RecordType }) {
  const { t } = useTranslation()
  const session = useSession()
  const [isAdding, { open, close }] = useDisclosure()
  const title = t(`navigation.${type.plural}`)
  const add = mayDo(session, type.write) && (
    <Button size="xs" leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      {t('actions.add')}
    </Button>
  )

  return (
    <>
      <PageHead title={title} actions={add} />
      <RecordTable type={type} label={title} empty={<Empty title={t('states.empty')} actions={add} />} />
      <RecordDrawer opened={isAdding} onClose={close} type={type} record={null} />
    </>
  )
}
