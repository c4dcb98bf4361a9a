/* What was and what is left of it, one bar over the other. */
import classes from './concentration.module.css'

export interface BarProps {
  label: string
  before: number
  after: number
  /** The fixed cost, where it is said. */
  mark?: number | null
  text: string
}

export function Bar({ label, before, after, mark, text }: BarProps) {
  const most = Math.max(before, after, mark ?? 0, 1)
  const width = (value: number) => `${(Math.max(0, value) / most) * 100}%`

  return (
    <>
      <span>{label}</span>
      <span className={classes.track} aria-hidden>
        <span className={`${classes.bar} ${classes.before}`} style={{ width: width(before) }} />
        <span className={classes.bar} style={{ width: width(after), insetBlock: 3 }} />
        {mark ? <span className={classes.mark} style={{ insetInlineStart: width(mark) }} /> : null}
      </span>
      <span className="kam-number">{text}</span>
    </>
  )
}
