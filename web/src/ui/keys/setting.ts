/* Keys without a modifier can be switched off: who speaks to the computer, or types with a tremor, would set them off unawares. */
import { useSyncExternalStore } from 'react'

const STORED_AS = 'kamen-keys'
const listeners = new Set<() => void>()

export const areKeysOn = () => localStorage.getItem(STORED_AS) !== 'off'

export function setKeysOn(on: boolean) {
  if (on) localStorage.removeItem(STORED_AS)
  else localStorage.setItem(STORED_AS, 'off')
  listeners.forEach((tell) => tell())
}

export const useKeysOn = () =>
  useSyncExternalStore((tell) => {
    listeners.add(tell)
    return () => listeners.delete(tell)
  }, areKeysOn)
