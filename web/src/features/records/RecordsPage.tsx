/* The list of any type of record, and the form that adds one. */
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { useTranslation } from 'react-i18next'
import { fieldOf, typeOfPlural, type RecordType } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { say } from '@/i18n'
import { Board } from '@/ui/board/Board'
import { RecordDrawer } from '@/ui/form/RecordDrawer'
import { PageHead } from '@/ui/PageHead'
import { Empty, Forbidden, Missing } from '@/ui/states/States'
import { RecordTable } from '@/ui/table/RecordTable'
import { listPart } from '@/ui/table/views/query'
import { RecordTree } from '@/ui/tree/RecordTree'
import { useParam, useUrlSearch } from '@/ui/url'
import { ShapeControl, useShape } from './Shapes'

export function RecordsPage() {
  const type = typeOfPlural(useParam('plural'))
  const session = useSession()

  if (!type) return <Missing />
  return mayDo(session, type.read) ? <Records key={type.name} type={type} /> : <Forbidden />
}

function Records({ type }: { type: RecordType }) {
  const { t } = useTranslation()
  const session = useSession()
  const [isAdding, { open, close }] = useDisclosure()
  const [shape] = useShape(type)
  const title = t(`navigation.${type.plural}`, say(type.plural_label) || say(type.label))
  const add = mayDo(session, type.write) && (
    <Button size="xs" leftSection={<IconPlus size={16} aria-hidden />} onClick={open} aria-keyshortcuts="n">
      {t('actions.add')}
    </Button>
  )

  return (
    <>
      <PageHead
        title={title}
        actions={
          <>
            <ShapeControl type={type} />
            {add}
          </>
        }
      />
      {shape === 'board' && <Filtered type={type} />}
      {shape === 'tree' && <RecordTree type={type} label={title} />}
      {shape === 'list' && <RecordTable type={type} label={title} empty={<Empty title={t('states.empty')} actions={add} />} />}
      <RecordDrawer opened={isAdding} onClose={close} type={type} record={null} />
    </>
  )
}

/* The board of what the list is filtered to: its columns are the states, and their order is the board's own. */
function Filtered({ type }: { type: RecordType }) {
  const [search] = useUrlSearch()
  const isField = (name: string) => name !== type.state && fieldOf(type, name) !== undefined
  const query = { ...listPart(search, isField), order: undefined, select: undefined }

  return <Board type={type} query={query} />
}
