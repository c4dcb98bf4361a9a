/* The head of a page: what it is, a line about it, what can be done; and the title of the browser's tab. */
import { Group, Text, Title } from '@mantine/core'
import { useEffect, type ReactNode } from 'react'

export function PageHead({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Kamen`
  }, [title])
  return (
    <Group justify="space-between" align="flex-start" mb="md" gap="sm">
      <div>
        <Title order={1}>{title}</Title>
        {children && (
          <Text component="div" size="sm" c="dimmed" maw={760}>
            {children}
          </Text>
        )}
      </div>
      {actions && (
        <Group gap="xs" className="kam-no-print">
          {actions}
        </Group>
      )}
    </Group>
  )
}
