/* A part of the page: its title, where its figures come from, what it shows. */
import { Paper, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { SourceButton } from '@/ui/figure/SourceButton'
import type { Source } from '@/ui/figure/source'

interface PartProps {
  title: string
  source?: Source
  formula?: string
  children: ReactNode
}

export function Part({ title, source, formula, children }: PartProps) {
  const head = <Title order={2}>{title}</Title>

  return (
    <Paper component="section" withBorder p="sm" aria-label={title}>
      {source ? (
        <SourceButton title={title} source={source} formula={formula}>
          {head}
        </SourceButton>
      ) : (
        head
      )}
      {children}
    </Paper>
  )
}
