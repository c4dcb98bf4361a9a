/* A number of a table that opens the lines it is made of. */
import { Anchor } from '@mantine/core'
import { useOpenPath } from '@/ui/figure/lines'

interface OpenNumberProps {
  text: string
  /** What it is, for who does not see its row and column. */
  label: string
  /** Without it, it is text. */
  opens_to: string | null | undefined
  /** -1 in a grid, which has keys of its own. */
  tabIndex?: -1
}

export function OpenNumber({ text, label, opens_to, tabIndex }: OpenNumberProps) {
  const open = useOpenPath()
  if (!opens_to || text === '–') return <>{text}</>
  return (
    <Anchor
      component="button"
      type="button"
      size="sm"
      className="kam-number"
      aria-label={`${label}: ${text}`}
      tabIndex={tabIndex}
      onClick={() => open(opens_to)}
    >
      {text}
    </Anchor>
  )
}
