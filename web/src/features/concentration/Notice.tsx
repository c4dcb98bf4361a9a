/* What the reader is told about the page itself: what of it is not shown, and why. */
import { Paper, Text } from '@mantine/core'
import type { ReactNode } from 'react'

export function Notice({ children }: { children: ReactNode }) {
  return (
    <Paper withBorder px="sm" py="xs">
      <Text size="sm" c="dimmed">
        {children}
      </Text>
    </Paper>
  )
}
