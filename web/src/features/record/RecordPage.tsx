/* The page of any record: what it says, where it can go, what happened around it. */
import { Anchor, Button, Grid, Group, Paper, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPrinter from '@tabler/icons-react/dist/esm/icons/IconPrinter.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { namesIn } from '@/api/names'
import { fieldOf, placeOf, titleOf, typeOfPlural, type KamRecord, type RecordType } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { say } from '@/i18n'
import { useFormat } from '@/i18n/use'
import { RecordDrawer } from '@/ui/form/RecordDrawer'
import { PageHead } from '@/ui/PageHead'
import { Around } from '@/ui/record/Around'
import { useRecordChange } from '@/ui/record/change'
import { FieldList } from '@/ui/record/FieldList'
import { showProblem } from '@/ui/record/notices'
import { Tags } from '@/ui/record/Tags'
import { Transitions } from '@/ui/record/Transitions'
import { useRecord } from '@/ui/record/useRecord'
import { Watch } from '@/ui/record/Watch'
import { Failed, Loading, Missing } from '@/ui/states/States'
import { useParam } from '@/ui/url'

export function RecordPage() {
  const type = typeOfPlural(useParam('plural'))
  const id = useParam('id')

  return type ? <OfType key={id} type={type} id={id} /> : <Missing />
}

function OfType({ type, id }: { type: RecordType; id: string }) {
  const { data: record, error, isPending, refetch } = useRecord(type.name, id)

  if (isPending) return <Loading />
  if (error) return <Failed error={error} reset={() => void refetch()} />
  return <Detail type={type} record={record} />
}

function Detail({ type, record }: { type: RecordType; record: KamRecord }) {
  const subject = { type: type.name, id: record.id }

  return (
    <>
      <PageHead title={titleOf(type, record)} actions={<Actions type={type} record={record} />}>
        <Where type={type} record={record} />
      </PageHead>
      <Group mb="lg" gap="md">
        <Transitions type={type.name} record={record} />
        <Tags subject={subject} />
      </Group>
      <Grid gutter="md">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Paper withBorder p="md">
            <FieldList type={type.name} record={record} />
          </Paper>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Paper withBorder p="md">
            <Around subject={subject} />
          </Paper>
        </Grid.Col>
      </Grid>
    </>
  )
}

/* What kind of thing it is, of which account, since when. */
function Where({ type, record }: { type: RecordType; record: KamRecord }) {
  const { t } = useTranslation('record')
  const format = useFormat()
  const field = fieldOf(type, 'account_id')
  const account = field ? namesIn(field, record)[0] : undefined

  return (
    <Text size="sm" c="dimmed">
      <Anchor component={Link} to={`/records/${type.plural}`} size="sm" underline="always">
        {say(type.label)}
      </Anchor>
      {account && (
        <>
          {' · '}
          <Anchor component={Link} to={placeOf('account', account.id)} size="sm" underline="always">
            {account.name}
          </Anchor>
        </>
      )}
      {` · ${t('page.made', { at: format.date(record.created_at) })}`}
      {record.version > 1 && `, ${t('page.changed', { at: format.ago(record.updated_at) })}`}
    </Text>
  )
}

function Actions({ type, record }: { type: RecordType; record: KamRecord }) {
  const { t } = useTranslation('record')
  const session = useSession()
  const navigate = useNavigate()
  const change = useRecordChange(type.name)
  const [isOpen, { open, close }] = useDisclosure()
  const mayWrite = mayDo(session, type.write)
  const remove = () =>
    change
      .remove(record, () => navigate({ to: `/records/${type.plural}` }))
      .catch((error: unknown) => showProblem(t('common:states.failed'), error))

  return (
    <>
      <Watch subject={{ type: type.name, id: record.id }} />
      <Button size="xs" variant="default" leftSection={<IconPrinter size={15} stroke={1.5} aria-hidden />} onClick={() => window.print()}>
        {t('page.print')}
      </Button>
      {mayWrite && (
        <>
          <Button size="xs" variant="default" leftSection={<IconTrash size={15} stroke={1.5} aria-hidden />} onClick={() => void remove()}>
            {t('page.delete')}
          </Button>
          <Button size="xs" leftSection={<IconPencil size={15} stroke={1.5} aria-hidden />} onClick={open}>
            {t('page.edit')}
          </Button>
          <RecordDrawer type={type} record={record} opened={isOpen} onClose={close} />
        </>
      )}
    </>
  )
}
