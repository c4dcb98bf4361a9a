/* A wide table of rows that may be thousands: it scrolls by itself, draws what is in sight, and is whole on paper. */
import { Box, Table, Text } from '@mantine/core'
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { Fragment, useCallback, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { useIsPrinting } from '@/ui/printing'
import { gapsOf, withIndex, type Slot } from '@/ui/virtual'
import classes from './wide.module.css'

/* So many are drawn as they are. */
const FEW = 60
const MOST_ON_PAPER = 500
/* Of the part, in pixels, where not all are drawn. */
const HEIGHT = 560

interface WideRowsProps {
  /** What it holds, for who comes to it by keyboard. */
  label: string
  /** Pixels that it needs on the screen. */
  min: number
  /** Pixels that it may be high on the screen. */
  max_height?: number
  count: number
  /** About how high a row is, in pixels. */
  row_height: number
  head: ReactNode
  foot?: ReactNode
  role?: 'treegrid'
  /** This row stays drawn, wherever the table is scrolled to: the keyboard is in it. */
  kept?: number
  children(index: number): ReactNode
}

const Gap = ({ height }: { height: number }) => (height > 0 ? <tr aria-hidden style={{ height }} /> : null)

export function WideRows({ label, min, max_height, count, row_height, head, foot, role, kept = -1, children }: WideRowsProps) {
  const { t } = useTranslation('figure')
  const format = useFormat()
  const scroller = useRef<HTMLDivElement>(null)
  const isPrinting = useIsPrinting()
  const isWhole = count <= FEW || isPrinting
  const virtual = useVirtualizer({
    count: isWhole ? 0 : count,
    getScrollElement: () => scroller.current,
    estimateSize: () => row_height,
    overscan: 20,
    rangeExtractor: useCallback((range: Range) => withIndex(defaultRangeExtractor(range), kept, range.count), [kept]),
  })
  const slots: Slot[] = isWhole
    ? Array.from({ length: Math.min(count, MOST_ON_PAPER) }, (_, index) => ({ index, gap: 0 }))
    : gapsOf(virtual.getVirtualItems())
  const last = virtual.getVirtualItems().at(-1)

  return (
    <Box
      ref={scroller}
      className={classes.wide}
      mah={max_height}
      h={isWhole ? undefined : (max_height ?? HEIGHT)}
      tabIndex={0}
      role="group"
      aria-label={label}
    >
      <Box className={classes.inner} miw={min}>
        <Table verticalSpacing={3} stickyHeader role={role} aria-label={label} aria-rowcount={count + 1}>
          {head}
          <Table.Tbody>
            {slots.map(({ index, gap }) => (
              <Fragment key={index}>
                <Gap height={gap} />
                {children(index)}
              </Fragment>
            ))}
            {!isWhole && last && <Gap height={virtual.getTotalSize() - last.end} />}
          </Table.Tbody>
          {foot}
        </Table>
        {isPrinting && count > MOST_ON_PAPER && (
          <Text size="xs">{t('on_paper', { some: format.number(MOST_ON_PAPER), all: format.number(count) })}</Text>
        )}
      </Box>
    </Box>
  )
}
