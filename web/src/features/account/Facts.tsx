/* Facts as pairs of a word and a value. */
import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './account.module.css'

export function Facts({ rows }: { rows: readonly (readonly [label: string, value: ReactNode] | null)[] }) {
  return (
    <dl className={classes.facts}>
      {rows.map(
        (row) =>
          row && (
            <div key={row[0]}>
              <Text component="dt" size="sm" c="dimmed">
                {row[0]}
              </Text>
              <Text component="dd" size="sm" className="kam-number">
                {row[1]}
              </Text>
            </div>
          ),
      )}
    </dl>
  )
}
