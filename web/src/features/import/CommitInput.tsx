/* A short text that is taken when it is finished: with Enter, or on leaving the field. */
import { TextInput } from '@mantine/core'
import { useEffect, useState, type KeyboardEvent } from 'react'

interface CommitInputProps {
  label: string
  value: string
  placeholder: string
  /** What a finished text looks like; others are put back. */
  pattern: RegExp
  inputMode?: 'numeric' | 'text'
  upperCase?: boolean
  onCommit: (value: string) => void
}

export function CommitInput({ label, value, placeholder, pattern, inputMode, upperCase = false, onCommit }: CommitInputProps) {
  const [text, setText] = useState(value)
  const finish = () => {
    const finished = upperCase ? text.trim().toUpperCase() : text.trim()
    if (!pattern.test(finished)) return setText(value)
    setText(finished)
    if (finished !== value) onCommit(finished)
  }

  useEffect(() => setText(value), [value])
  return (
    <TextInput
      size="xs"
      label={label}
      value={text}
      placeholder={placeholder}
      inputMode={inputMode}
      styles={{ input: { fontWeight: value ? 600 : 400 } }}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'Enter') finish()
      }}
    />
  )
}
