/* A table that may be wider than the screen: it scrolls by itself, with the keyboard too. */
import { Table } from '@mantine/core'
import { type ReactNode } from 'react'

export function Wide({ label, width, children, maw }: { label: string; width: number; children: ReactNode; maw?: number }) {
  return (
    <Table.ScrollContainer type="native" minWidth={width} maw={maw} tabIndex={0} role="region" aria-label={label}>
      {children}
    </Table.ScrollContainer>
  )
}
