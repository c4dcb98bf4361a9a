/* Limits of weights in the address: 'volume=10-40,growth=0-20', percent of the whole weight. */

/** In percent. */
export interface Limit {
  low: number
  high: number
}

export type Limits = Record<string, Limit>

const ENTRY = /^([a-z][a-z0-9_]*)=(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/

export function readLimits(text: string | undefined): Limits {
  const entries = (text ?? '').split(',').map((entry) => ENTRY.exec(entry.trim()))
  return Object.fromEntries(
    entries.flatMap((found) => {
      const [low, high] = [Number(found?.[2]), Number(found?.[3])]
      return found && low <= high && high <= 100 ? [[found[1] as string, { low, high }]] : []
    }),
  )
}

/** As the API and the address take them; undefined when there is none. */
export const writeLimits = (limits: Limits): string | undefined =>
  Object.entries(limits)
    .map(([code, { low, high }]) => `${code}=${low}-${high}`)
    .join(',') || undefined
