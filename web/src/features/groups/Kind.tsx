/* The kinds of membership: a word with a sample of its line, the same on the tree and the timeline. */
import { recordType } from '@/api/records'
import { say } from '@/i18n'
import type { Format } from '@/i18n/format'
import { useFormat } from '@/i18n/use'
import type { Tie } from './groups'
import classes from './kinds.module.css'

const CHOICES = recordType('group_membership').fields.find(({ name }) => name === 'kind')?.choices ?? []

export const KINDS = CHOICES.map(({ value }) => String(value))

/** 'owns' in the reader's language. */
export const sayKind = (kind: string): string => say(CHOICES.find(({ value }) => value === kind)?.label) || kind

/** Whether it makes the tree, and counts. */
export const makesTree = (kind: string): boolean => kind === 'owns' || kind === 'controls'

export const lineClass = (kind: string): string => `${classes.line} ${classes[kind] ?? ''}`

/** '51% · Owned'. */
export const sayTie = ({ share, kind }: Pick<Tie, 'share' | 'kind'>, format: Format): string =>
  [share === null ? '' : format.percent(Number(share) / 100, Number(share) % 1 ? 1 : 0), sayKind(kind)].filter(Boolean).join(' · ')

export const KindLine = ({ kind }: { kind: string }) => <span aria-hidden className={`${classes.sample} ${lineClass(kind)}`} />

export function TieText({ tie, more }: { tie: Pick<Tie, 'share' | 'kind'>; more?: string }) {
  const format = useFormat()
  return (
    <span className={classes.tie}>
      <KindLine kind={tie.kind} />
      {sayTie(tie, format)}
      {more && ` · ${more}`}
    </span>
  )
}
