/* The editor of a field, by its kind. Each takes the same props and may stand alone: in a form, in the cell of a table, in a sentence. */
import { type ComponentType } from 'react'
import type { FieldKind } from '@/api/records'
import { BooleanEditor, ChoiceEditor, ColourEditor, CountryEditor } from './editors/choices'
import type { EditorProps } from './editors/frame'
import { LongTextEditor } from './editors/LongText'
import { MoneyEditor, NumberEditor } from './editors/numbers'
import { ReferenceEditor, ReferencesEditor } from './editors/references'
import { TextEditor } from './editors/texts'
import { DateEditor, InstantEditor } from './editors/times'

export type { EditorProps } from './editors/frame'

/* Files are not typed: they are attached to a record that is there (ui/record/Attachments). */
export const EDITORS: Record<Exclude<FieldKind, 'file'>, ComponentType<EditorProps>> = {
  text: TextEditor,
  long_text: LongTextEditor,
  integer: NumberEditor,
  decimal: NumberEditor,
  percent: NumberEditor,
  money: MoneyEditor,
  date: DateEditor,
  instant: InstantEditor,
  boolean: BooleanEditor,
  choice: ChoiceEditor,
  reference: ReferenceEditor,
  references: ReferencesEditor,
  email: TextEditor,
  phone: TextEditor,
  url: TextEditor,
  country: CountryEditor,
  colour: ColourEditor,
  tax_number: TextEditor,
  company_number: TextEditor,
}

export function FieldEditor(props: EditorProps) {
  if (props.field.kind === 'file') return null
  const Editor = EDITORS[props.field.kind]
  return <Editor {...props} />
}
