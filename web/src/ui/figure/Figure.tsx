/* One figure: what it is, its value, how it changed, between which bounds it lies. The value is a button: it opens where it comes from. */
import { Text, UnstyledButton } from '@mantine/core'
import { Suspense, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { SourceDrawer } from './lazy'
import type { AgainVerdict, Source } from './source'
import classes from './figure.module.css'

export interface FigureChange {
  /** 0.123 is 12.3% more. */
  rate: number
  /** Against what: "against last year". */
  against: string
  /** False of returns, silence and the like. */
  more_is_good?: boolean
  /** Neither good nor bad. */
  neutral?: boolean
}

export interface FigureProps {
  label: string
  /** As `useFormat` writes it, with its unit. */
  value: string
  change?: FigureChange | null
  /** Bounds or a remark in words, below the value. */
  note?: ReactNode
  source?: Source
  formula?: string
  opens_to?: string
  onAgain?(): Promise<AgainVerdict>
}

const ARROWS = { up: '▲', down: '▼', level: '■' }

/** A change with its arrow, sign and colour; the words say what it is held against. */
export function ChangeText({ rate, against, more_is_good = true, neutral }: FigureChange) {
  const format = useFormat()
  const direction = rate > 0 ? 'up' : rate < 0 ? 'down' : 'level'
  const tone = neutral || rate === 0 ? 'neutral' : rate > 0 === more_is_good ? 'good' : 'bad'

  return (
    <span className={classes[tone]}>
      <span aria-hidden className={classes.arrow}>
        {ARROWS[direction]}
      </span>{' '}
      {format.change(rate)} <span className={classes.against}>{against}</span>
    </span>
  )
}

export function Figure({ label, value, change, note, source, formula, opens_to, onAgain }: FigureProps) {
  const { t } = useTranslation('figure')
  const [opened, setOpened] = useState(false)

  return (
    <div className={classes.figure}>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      {source ? (
        <UnstyledButton
          className={classes.value}
          onClick={() => setOpened(true)}
          aria-label={t('open', { label, value })}
          title={t('where_short')}
        >
          {value}
        </UnstyledButton>
      ) : (
        <div className={classes.value}>{value}</div>
      )}
      {change && (
        <Text size="xs">
          <ChangeText {...change} />
        </Text>
      )}
      {note && (
        <Text size="xs" c="dimmed">
          {note}
        </Text>
      )}
      {source && opened && (
        <Suspense>
          <SourceDrawer
            title={label}
            source={source}
            opened
            onClose={() => setOpened(false)}
            formula={formula}
            opens_to={opens_to}
            onAgain={onAgain}
          >
            <div className={classes.value}>{value}</div>
          </SourceDrawer>
        </Suspense>
      )}
    </div>
  )
}

/** Figures beside each other, as many as there is room for. */
export function Figures({ children }: { children: ReactNode }) {
  return <div className={classes.figures}>{children}</div>
}
