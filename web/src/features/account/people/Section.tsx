/* A section about people: its title, how many there are, the way to add one, and what stands there while it comes or when it is empty. */
import { ActionIcon, Button, Group, Paper, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { recordType, titleOf, type KamRecord } from '@/api/records'
import { RecordDrawer } from '@/ui/form/RecordDrawer'
import type { Values } from '@/ui/form/values'
import { useRecordChange } from '@/ui/record/change'
import { showProblem } from '@/ui/record/notices'
import { Failed, Loading } from '@/ui/states/States'
import { useMayWrite } from './related'

interface SectionProps {
  title: string
  count?: number
  actions?: ReactNode
  children: ReactNode
}

export function Section({ title, count, actions, children }: SectionProps) {
  return (
    <Paper component="section" withBorder p="sm" aria-label={title}>
      <Group justify="space-between" mb="xs" gap="xs" mih={30}>
        <Title order={2}>
          {title}
          {count ? ` (${count})` : ''}
        </Title>
        {actions && (
          <Group gap="xs" className="kam-no-print">
            {actions}
          </Group>
        )}
      </Group>
      {children}
    </Paper>
  )
}

/** What stands in a section until there is something in it; null once there is. */
export function sectionState(
  state: { isPending: boolean; error: unknown; refetch: () => unknown },
  isEmpty: boolean,
  empty: ReactNode,
): ReactNode {
  if (state.isPending) return <Loading />
  if (state.error) return <Failed error={state.error} reset={() => void state.refetch()} />
  return isEmpty ? empty : null
}

interface AddProps {
  type: string
  label: string
  /** What the new record begins with. */
  given: Values
  only: readonly string[]
}

/** A button that opens the form of a new record. */
export function AddButton({ type, label, given, only }: AddProps) {
  const [isOpen, { open, close }] = useDisclosure()

  if (!useMayWrite(type)) return null
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconPlus size={15} stroke={1.5} aria-hidden />} onClick={open}>
        {label}
      </Button>
      <RecordDrawer type={recordType(type)} record={null} given={given} only={only} opened={isOpen} onClose={close} />
    </>
  )
}

/** An empty section says what would stand in it; the way to add it stands beside its title. */
export function NothingYet({ title, why }: { title: string; why: string }) {
  return (
    <Text size="sm" c="dimmed" maw={640}>
      <Text span size="sm" fw={600}>
        {title}.
      </Text>{' '}
      {why}
    </Text>
  )
}

/** What is done to a row: changed in a form, taken out with the way back. */
export function RowActions({ type, record, only }: { type: string; record: KamRecord; only: readonly string[] }) {
  const { t } = useTranslation('people')
  const [isOpen, setOpen] = useState(false)
  const change = useRecordChange(type)
  const name = titleOf(recordType(type), record)
  const remove = () => void change.remove(record).catch((error: unknown) => showProblem(t('common:states.failed'), error))

  if (!useMayWrite(type)) return null
  return (
    <Group gap={2} wrap="nowrap" className="kam-no-print" justify="flex-end">
      <ActionIcon size={26} aria-label={t('edit', { name })} onClick={() => setOpen(true)}>
        <IconPencil size={15} stroke={1.5} />
      </ActionIcon>
      <ActionIcon size={26} aria-label={t('delete', { name })} onClick={remove}>
        <IconTrash size={15} stroke={1.5} />
      </ActionIcon>
      <RecordDrawer type={recordType(type)} record={record} only={only} opened={isOpen} onClose={() => setOpen(false)} />
    </Group>
  )
}
