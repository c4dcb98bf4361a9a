/* A word about a state, with the colour of its meaning; the word alone says it, too. */
import { Text } from '@mantine/core'
import { type ReactNode } from 'react'

export type Tone = 'good' | 'bad' | 'warn' | 'accent' | 'quiet'

export function Mark({ tone, children }: { tone: Tone; children: ReactNode }) {
  const isQuiet = tone === 'quiet'

  return (
    <Text
      span
      size="xs"
      fw={600}
      px={8}
      py={2}
      c={isQuiet ? 'dimmed' : `var(--kam-${tone})`}
      bg={isQuiet ? undefined : `var(--kam-${tone}-wash)`}
      style={{ borderRadius: 10, whiteSpace: 'nowrap', border: isQuiet ? '1px solid var(--kam-line)' : undefined }}
    >
      {children}
    </Text>
  )
}
