/* A section of the administration: what it is, a line about it, what can be done. */
import { Group, Stack, Text, Title } from '@mantine/core'
import { type ReactNode } from 'react'

interface SectionProps {
  title: string
  about?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

export function Section({ title, about, actions, children }: SectionProps) {
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
          <Title order={2}>{title}</Title>
          {about && (
            <Text size="sm" c="dimmed" maw={720}>
              {about}
            </Text>
          )}
        </div>
        {actions && (
          <Group gap="xs" className="kam-no-print">
            {actions}
          </Group>
        )}
      </Group>
      {children}
    </Stack>
  )
}
