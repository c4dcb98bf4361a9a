/* What is wider than a telephone: it scrolls sideways by itself, by keyboard too, and is whole on paper. */
import { Box } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './wide.module.css'

interface WideProps {
  /** What it holds, for who comes to it by keyboard. */
  label: string
  /** Pixels that it needs on the screen. */
  min?: number
  /** Pixels that it may be high on the screen. */
  max_height?: number
  children: ReactNode
}

export function Wide({ label, min = 0, max_height, children }: WideProps) {
  return (
    <Box className={classes.wide} mah={max_height} tabIndex={0} role="group" aria-label={label}>
      <Box className={classes.inner} miw={min}>
        {children}
      </Box>
    </Box>
  )
}
