/* A table that may be wider than the page scrolls by itself, by keyboard too. */
import type { ReactNode } from 'react'
import classes from './import.module.css'

interface ScrollProps {
  label: string
  minWidth?: number
  maxHeight?: string
  children: ReactNode
}

export function Scroll({ label, minWidth, maxHeight, children }: ScrollProps) {
  return (
    // What scrolls must be reached by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.scroll} style={{ maxHeight }} role="group" aria-label={label} tabIndex={0}>
      <div style={{ minWidth }}>{children}</div>
    </div>
  )
}
