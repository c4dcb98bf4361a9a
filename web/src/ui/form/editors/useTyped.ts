/* A text that stands for a value: shown as it was typed while it is typed, and as the language writes the value when it is left. What
 * cannot be read becomes the value as it stands, so that it is kept, marked and refused by the server in the same way. */
import { useState } from 'react'
import { asText, orNull } from './frame'

interface Reading {
  value: unknown
  onChange: (value: string | null) => void
  read: (typed: string) => string | null
  write: (value: string) => string
}

export function useTyped({ value, onChange, read, write }: Reading) {
  const [typed, setTyped] = useState<{ text: string; stands_for: string | null } | null>(null)
  const now = orNull(asText(value))
  const text = typed?.stands_for === now ? typed.text : now === null ? '' : write(now)
  const type = (next: string) => {
    const read_as = orNull(next) === null ? null : (read(next) ?? next)
    setTyped({ text: next, stands_for: read_as })
    onChange(read_as)
  }
  const settle = () => setTyped(null)

  return { text, type, settle, isReadable: now === null || read(write(now)) !== null }
}
