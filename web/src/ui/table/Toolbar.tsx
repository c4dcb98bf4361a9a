/* What stands above a table: views and filters at the left, tools at the right; for marked rows what can be done to them instead. */
import { Group } from '@mantine/core'
import { type ReactNode } from 'react'
import styles from './table.module.css'

export function Toolbar({
  views,
  filters,
  tools,
  marked,
}: {
  views: ReactNode
  filters: ReactNode
  tools: ReactNode
  marked: ReactNode
}) {
  return (
    <Group justify="space-between" align="flex-start" wrap="wrap" gap={8} mb="xs" className={styles.toolbar}>
      {marked ?? (
        <Group gap={8} align="flex-start" flex={1} miw={260}>
          <div className="kam-no-print">{views}</div>
          {filters}
        </Group>
      )}
      <Group gap={6} className="kam-no-print">
        {tools}
      </Group>
    </Group>
  )
}
