/* What every editor of a field takes, and what all of them give to the control that they show. */
import i18next from 'i18next'
import { type ReactNode } from 'react'
import type { Field } from '@/api/records'
import { say } from '@/i18n'

export interface EditorProps {
  field: Field
  /** As the API has it, or what was typed when that cannot be read; null is nothing. */
  value: unknown
  onChange: (value: unknown) => void
  /** What is wrong with the value. */
  error?: ReactNode
  /** What is doubtful about it, without blocking. */
  warning?: ReactNode
  /** Without its label, as in the cell of a table: then it is only told to those who cannot see. */
  bare?: boolean
  /** The keyboard begins here. */
  focusNow?: boolean
  readOnly?: boolean
  /** Of the control, so that a summary can lead to it. */
  id?: string
  /** Members of the query that narrow what a reference offers. */
  narrow?: Record<string, string>
}

export const asText = (value: unknown): string => (value === null || value === undefined ? '' : String(value))
export const orNull = (text: string | null): string | null => (text === null || text.trim() === '' ? null : text)

/* The API hints in English; what is known is said in the language of the page. */
const hintOf = ({ hint }: Field) => hint && i18next.t(`form:hints.${hint}`, { defaultValue: hint })

/** The common props of a Mantine input. */
export function frameOf({ field, error, warning, bare, focusNow, readOnly, id }: EditorProps) {
  const label = say(field.label)
  return {
    id,
    error,
    readOnly,
    'data-autofocus': focusNow || undefined,
    autoFocus: focusNow,
    autoComplete: 'off',
    ...(bare
      ? { 'aria-label': label }
      : { label, withAsterisk: field.required === true && field.kind !== 'boolean', description: warning ?? hintOf(field) }),
    ...(field.required ? { 'aria-required': true } : {}),
  }
}
