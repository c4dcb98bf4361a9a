/* The head of a page: what it is, a line about it, what can be done; and the title of the browser's tab. */
import { Group, Text, Title } from '@mantine/core'
import { useEffect, useRef, type ReactNode } from 'react'
import { arriveAt } from './arrival'
import { noteVisit } from './recent'

/** The title of a page: names the browser's tab, takes the focus when somebody arrives, and is among what was looked at last. */
export function PageTitle({ children }: { children: string }) {
  const head = useRef<HTMLHeadingElement>(null)

  useEffect(() => {
    document.title = `${children} · Kamen`
    arriveAt(head.current)
    noteVisit(location.pathname, children)
  }, [children])
  return (
    <Title order={1} ref={head} tabIndex={-1} className="kam-head">
      {children}
    </Title>
  )
}

export function PageHead({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <Group justify="space-between" align="flex-start" mb="md" gap="sm">
      <div>
        <PageTitle>{title}</PageTitle>
        {children && (
          <Text component="div" size="sm" c="dimmed" maw={880}>
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
