/* Who came and who left: a bar for each time that a company was in the group, and what happened in words. */
import { Anchor, Paper, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { SourceButton } from '@/ui/figure/SourceButton'
import { Wide } from '@/ui/figure/Wide'
import { EmptyPart } from '@/ui/states/States'
import { useUrlSearch } from '@/ui/url'
import { barOf, numberOfDay, today } from './days'
import { titleOf, type GroupEvent, type OneGroup, type Stay } from './groups'
import { dayOf } from './place'
import classes from './groups.module.css'

const SHOWN = 40

const byBeginning = (a: Stay, b: Stay) => (a.from ?? '').localeCompare(b.from ?? '') || titleOf(a.account).localeCompare(titleOf(b.account))

/** The years whose first days lie on the line, thinned out so that there is room for their names. */
export function yearsBetween(first: number, last: number): { year: number; at: number }[] {
  const from = new Date(first * 86_400_000).getUTCFullYear() + 1
  const to = new Date(last * 86_400_000).getUTCFullYear()
  const step = Math.max(1, Math.ceil((to - from + 1) / 8))
  return Array.from({ length: Math.max(0, Math.floor((to - from) / step) + 1) }, (_, i) => from + i * step).map((year) => ({
    year,
    at: (numberOfDay(`${year}-01-01`) - first) / Math.max(1, last - first),
  }))
}

function Bars({ stays, first, last }: { stays: readonly Stay[]; first: number; last: number }) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const [search] = useUrlSearch()
  const shown = dayOf(search)
  const at = shown ? (numberOfDay(shown) - first) / (last - first) : null
  const day = (value: string | null, otherwise: string) => (value ? format.date(value) : t(otherwise))
  const words = ({ from, to }: Stay) => t('timeline.stay', { from: day(from, 'timeline.ever'), to: day(to, 'timeline.still') })

  return (
    <ol className={classes.bars} aria-label={t('timeline.title')}>
      <li className={classes.years} aria-hidden>
        <span />
        <span className={classes.line}>
          {yearsBetween(first, last).map(({ year, at: place }) => (
            <span key={year} className={classes.year} style={{ insetInlineStart: `${place * 100}%` }}>
              {year}
            </span>
          ))}
        </span>
      </li>
      {stays.map((stay) => {
        const bar = barOf(stay, first, last)
        return (
          <li key={`${stay.account.id} ${stay.from}`} className={classes.stay}>
            <span className={classes.who} title={titleOf(stay.account)}>
              {titleOf(stay.account)}
            </span>
            <span className={classes.line} title={words(stay)}>
              <span
                className={`${classes.bar} ${stay.to ? classes.over : ''}`}
                style={{ insetInlineStart: `${bar.start * 100}%`, width: `${Math.max(0.4, bar.length * 100)}%` }}
              />
              {at !== null && at >= 0 && at <= 1 && <span className={classes.now} style={{ insetInlineStart: `${at * 100}%` }} />}
            </span>
            <span className="kam-visually-hidden">{words(stay)}</span>
          </li>
        )
      })}
    </ol>
  )
}

function EventLine({ event }: { event: GroupEvent }) {
  const { t } = useTranslation('groups')
  const format = useFormat()
  const other = event.event === 'joined' ? event.from_group : event.to_group
  const key = `timeline.${event.event}${other ? '_group' : ''}`

  return (
    <li>
      <Text span size="sm" c="dimmed" className={classes.day}>
        {format.date(event.day)}
      </Text>{' '}
      <Text span size="sm">
        {t(key, { name: titleOf(event.account), group: other ? titleOf(other) : undefined })}{' '}
        {event.units > 1 && t('timeline.with', { count: event.units - 1 })}
      </Text>
    </li>
  )
}

export function Timeline({ group: { stays, events, source } }: { group: OneGroup }) {
  const { t } = useTranslation('groups')
  const [isAll, setAll] = useState(false)
  const sorted = [...stays].sort(byBeginning)
  const shown = isAll ? sorted : sorted.slice(0, SHOWN)
  const last = numberOfDay(today())
  const known = [...stays.flatMap(({ from, to }) => [from, to]), ...events.map(({ day }) => day)].filter((day) => day !== null)
  const first = Math.min(last - 365, ...known.map(numberOfDay)) - 60

  return (
    <Paper component="section" withBorder p="sm" aria-label={t('timeline.title')}>
      <SourceButton title={t('timeline.title')} source={source} formula={t('formula.timeline')}>
        <Title order={2}>{t('timeline.title')}</Title>
      </SourceButton>
      {stays.length === 0 ? (
        <EmptyPart title={t('timeline.none')}>{t('timeline.none_why')}</EmptyPart>
      ) : (
        <Bars stays={shown} first={first} last={last} />
      )}
      {shown.length < sorted.length && (
        <Anchor component="button" type="button" size="sm" mih={24} className="kam-no-print" onClick={() => setAll(true)}>
          {t('timeline.all', { count: sorted.length })}
        </Anchor>
      )}
      {events.length > 0 && (
        <Wide label={t('timeline.events')} max_height={280}>
          <ol className={classes.events} reversed>
            {[...events].reverse().slice(0, isAll ? undefined : SHOWN).map((event) => (
              <EventLine key={`${event.day} ${event.event} ${event.account.id}`} event={event} />
            ))}
          </ol>
        </Wide>
      )}
    </Paper>
  )
}
