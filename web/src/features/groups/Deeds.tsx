/* The buttons of a part that holds records: adding one, and changing or taking out that of a row. */
import { ActionIcon, Button, Group, Table, Text, Title, Tooltip } from '@mantine/core'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface PartHeadProps {
  title: string
  about: string
  add: string
  onAdd?: () => void
  children?: ReactNode
}

export function PartHead({ title, about, add, onAdd, children }: PartHeadProps) {
  return (
    <Group justify="space-between" mb={4}>
      <div>
        <Title order={2}>{title}</Title>
        <Text size="sm" c="dimmed">
          {about}
        </Text>
        {children}
      </div>
      {onAdd && (
        <Button
          size="xs"
          variant="default"
          className="kam-no-print"
          leftSection={<IconPlus size={15} stroke={1.5} aria-hidden />}
          onClick={onAdd}
        >
          {add}
        </Button>
      )}
    </Group>
  )
}

interface RowDeedsProps {
  /** What the row is about, for who does not see it. */
  name: string
  onEdit(): void
  onRemove(): void
}

export function RowDeeds({ name, onEdit, onRemove }: RowDeedsProps) {
  const { t } = useTranslation('groups')
  const deeds = [
    { word: t('memberships.edit'), Icon: IconPencil, run: onEdit },
    { word: t('memberships.remove'), Icon: IconTrash, run: onRemove },
  ]

  return (
    <Table.Td className="kam-no-print">
      <Group gap={2} wrap="nowrap" justify="flex-end">
        {deeds.map(({ word, Icon, run }) => (
          <Tooltip key={word} label={word}>
            <ActionIcon aria-label={`${word}: ${name}`} onClick={run}>
              <Icon size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        ))}
      </Group>
    </Table.Td>
  )
}

export function DeedsHead() {
  const { t } = useTranslation('groups')

  return (
    <Table.Th className="kam-no-print">
      <span className="kam-visually-hidden">{t('columns.actions')}</span>
    </Table.Th>
  )
}
