/* What needs somebody first: who has gone silent and who has fallen most, by the money that is at stake. */
import { amountOf, whoOf, type Mover, type Named, type Overview, type Silent } from './overview'

export type Need =
  | { kind: 'silent'; who: Named; at_stake: number; row: Silent }
  | { kind: 'falling'; who: Named; at_stake: number; row: Mover }

const FIRST = 6

/** Largest first; who is silent is not told a second time as falling. */
export function needsOf({ silent, movers }: Pick<Overview, 'silent' | 'movers'>, limit = FIRST): Need[] {
  const quiet = silent.items.map((row): Need => ({ kind: 'silent', who: whoOf(row), at_stake: amountOf(row.at_stake), row }))
  const known = new Set(quiet.map(({ who }) => who.id))
  const falling = movers.down
    .filter((row) => !known.has(whoOf(row).id))
    .map((row): Need => ({ kind: 'falling', who: whoOf(row), at_stake: -amountOf(row.change), row }))
  return [...quiet, ...falling].sort((a, b) => b.at_stake - a.at_stake).slice(0, limit)
}

/** The part of a change that weighs most in its direction: what to talk about. */
export function mainPart({ parts, change }: Pick<Mover, 'parts' | 'change'>): keyof Mover['parts'] | null {
  const sign = Math.sign(amountOf(change))
  const weighed = (Object.keys(parts) as (keyof Mover['parts'])[])
    .map((name) => ({ name, weight: sign * amountOf(parts[name]) }))
    .sort((a, b) => b.weight - a.weight)
  return weighed[0] && weighed[0].weight > 0 ? weighed[0].name : null
}
