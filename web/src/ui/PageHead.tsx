/* The head of a page: what it is, a line about it, what can be done; and the title of the browser's tab. */
import { Group, Text, Title } from '@mantine/core'
import { useEffect, useRef, type ReactNode } from 'react'
import { arriveAt } from './arrival'
import { noteVisit } from './recent'

export function PageHead({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  const head = useRef<HTMLHeadingElement>(null)

  useEffect(() => {
    document.title = `${title} · Kamen`
    arriveAt(head.current)
    noteVisit(location.pathname, title)
  }, [title])
  return (
    <Group justify="space-between" align="flex-start" mb="md" gap="sm">
      <div>
        <Title order={1} ref={head} tabIndex={-1} className="kam-head">
          {title}
        </Title>
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
