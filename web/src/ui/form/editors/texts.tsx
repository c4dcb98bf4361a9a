/* Editors of texts: plain ones and those that are addresses or numbers in name only. */
import { TextInput } from '@mantine/core'
import type { FieldKind } from '@/api/records'
import { asText, frameOf, orNull, type EditorProps } from './frame'

interface Manner {
  type?: 'email' | 'tel' | 'url'
  inputMode?: 'email' | 'tel' | 'url' | 'numeric'
}

/* The type stays "text" for addresses of the web, since "firma.rs" without https:// is welcome and a browser would refuse it. */
const MANNERS: Partial<Record<FieldKind, Manner>> = {
  email: { inputMode: 'email' },
  phone: { type: 'tel', inputMode: 'tel' },
  url: { inputMode: 'url' },
}

export function TextEditor(props: EditorProps) {
  return (
    <TextInput
      {...frameOf(props)}
      {...MANNERS[props.field.kind]}
      spellCheck={props.field.kind === 'text'}
      value={asText(props.value)}
      maxLength={props.field.max_length}
      onChange={(event) => props.onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      onBlur={() => typeof props.value === 'string' && props.value !== props.value.trim() && props.onChange(orNull(props.value.trim()))}
    />
  )
}
