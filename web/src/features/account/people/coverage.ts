/* Who of ours meets whom of theirs: counted from the talks that were noted. */
import { namesIn, type Named } from '@/api/names'
import { fieldOf, recordType, type KamRecord } from '@/api/records'

export interface Meetings {
  count: number
  /** The last moment. */
  last: string
}

export interface Coverage {
  ours: Named[]
  theirs: Named[]
  of: (ours: string, theirs: string) => Meetings | null
  most: number
}

const members = (talk: KamRecord, name: 'ours' | 'theirs'): Named[] => {
  const field = fieldOf(recordType('interaction'), name)
  return field ? namesIn(field, talk) : []
}

const gather = (into: Map<string, Named>, people: readonly Named[]) => people.forEach((one) => into.set(one.id, one))

/** `known`: people of theirs who should be met; those whom nobody met show as a gap. */
export function countMeetings(talks: readonly KamRecord[], known: readonly Named[]): Coverage {
  const [ours, theirs] = [new Map<string, Named>(), new Map(known.map((one) => [one.id, one]))]
  const met = new Map<string, Meetings>()
  for (const talk of talks) {
    const [us, them] = [members(talk, 'ours'), members(talk, 'theirs')]
    gather(ours, us)
    gather(theirs, them)
    for (const we of us)
      for (const they of them) {
        const key = `${we.id} ${they.id}`
        const before = met.get(key)
        const at = String(talk.at)
        met.set(key, { count: (before?.count ?? 0) + 1, last: before && before.last > at ? before.last : at })
      }
  }
  return {
    ours: [...ours.values()],
    theirs: [...theirs.values()],
    of: (we, they) => met.get(`${we} ${they}`) ?? null,
    most: Math.max(1, ...[...met.values()].map(({ count }) => count)),
  }
}
