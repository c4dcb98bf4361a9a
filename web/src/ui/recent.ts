/* The records that somebody looked at last, for the palette. They are kept for this tab only: names of customers stay on no computer. */
import { useSyncExternalStore } from 'react'

export interface Visit {
  path: string
  title: string
}

const STORED_AS = 'kamen-recent'
const MOST = 8
const RECORD = /^\/(accounts|records\/\w+)\/\d+$/

const listeners = new Set<() => void>()
let visits: readonly Visit[] | null = null

function load(): readonly Visit[] {
  if (visits) return visits
  try {
    visits = JSON.parse(sessionStorage.getItem(STORED_AS) ?? '[]') as Visit[]
  } catch {
    visits = []
  }
  return visits
}

function store(next: readonly Visit[]) {
  visits = next
  sessionStorage.setItem(STORED_AS, JSON.stringify(next))
  listeners.forEach((tell) => tell())
}

/** A page with this title is shown; kept when it is a record's. */
export function noteVisit(path: string, title: string) {
  if (RECORD.test(path) && title !== '') store([{ path, title }, ...load().filter((visit) => visit.path !== path)].slice(0, MOST))
}

export const forgetVisits = () => store([])

export const useRecent = (): readonly Visit[] =>
  useSyncExternalStore((tell) => {
    listeners.add(tell)
    return () => listeners.delete(tell)
  }, load)
