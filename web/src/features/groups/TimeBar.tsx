/* When a membership held, as a bar on a line of years: the kind by the kind of line, thin where the company was in the group of another. */
import { useUrlSearch } from '@/ui/url'
import { barOf, numberOfDay, overlapOf, yearsBetween } from './days'
import type { Membership, Stay } from './groups'
import { lineClass, makesTree } from './Kind'
import { dayOf } from './place'
import classes from './groups.module.css'

interface Line {
  first: number
  last: number
}

export function Years({ first, last }: Line) {
  return (
    <span className={classes.line} aria-hidden>
      {yearsBetween(first, last).map(({ year, at }) => (
        <span key={year} className={classes.year} style={{ insetInlineStart: `${at * 100}%` }}>
          {year}
        </span>
      ))}
    </span>
  )
}

/** `stays` are those of the company in this group. */
export function TimeBar({ tie, stays, first, last }: Line & { tie: Membership; stays: readonly Stay[] }) {
  const [search] = useUrlSearch()
  const day = dayOf(search)
  const at = day ? (numberOfDay(day) - first) / (last - first) : -1
  const inside = makesTree(tie.kind) ? stays.map((stay) => overlapOf(tie, stay)).filter((part) => part !== undefined) : [tie]
  const place = (part: { from: string | null; to: string | null }) => {
    const { start, length } = barOf(part, first, last)
    return { insetInlineStart: `${start * 100}%`, width: `${Math.max(0.6, length * 100)}%` }
  }

  return (
    <span className={classes.line} aria-hidden>
      <span className={`${classes.bar} ${classes.away}`} style={place(tie)} />
      {inside.map((part) => (
        <span key={part.from} className={`${classes.bar} ${lineClass(tie.kind)} ${tie.to ? classes.over : ''}`} style={place(part)} />
      ))}
      {at >= 0 && at <= 1 && <span className={classes.now} style={{ insetInlineStart: `${at * 100}%` }} />}
    </span>
  )
}
