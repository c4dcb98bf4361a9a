/* Says one filter: the condition, and its value by the kind of the column. */
import { Button, Group, NativeSelect, Stack, TagsInput, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { type Field } from '@/api/records'
import { FieldEditor } from '../../form/FieldEditor'
import { ChoiceBoxes } from './ChoiceBoxes'
import { type Filter } from './grammar'
import { isWhole, readSaying, takesMany, wordsOf, writeSaying, type FilterField, type Saying, type Word } from './words'

interface FilterEditorProps {
  field: FilterField
  filter?: Filter
  onApply(filter: Filter): void
}

export function FilterEditor({ field, filter, onApply }: FilterEditorProps) {
  const { t } = useTranslation('table')
  const words = wordsOf(field)
  const before = filter && readSaying(filter, field.kind)
  const [saying, setSaying] = useState<Saying>(before ?? { word: words[0] ?? 'is', values: [] })
  const shown = words.includes(saying.word) ? words : [saying.word, ...words]
  const isDone = isWhole(saying.word) || saying.values.some((value) => value !== '')

  const apply = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    if (isDone) onApply(writeSaying(field.id, field.kind, { word: saying.word, values: isWhole(saying.word) ? [] : saying.values }))
  }
  return (
    <form onSubmit={apply}>
      <Stack gap="xs" w={280}>
        <NativeSelect
          label={field.label}
          aria-label={`${field.label}: ${t('filter.condition')}`}
          data={shown.map((word) => ({ value: word, label: t(`filter.operators.${word}`) }))}
          value={saying.word}
          onChange={(event) => setSaying({ ...saying, word: event.currentTarget.value as Word })}
        />
        {!isWhole(saying.word) && <ValueEditor field={field} saying={saying} onChange={(values) => setSaying({ ...saying, values })} />}
        <Group justify="flex-end">
          <Button type="submit" size="xs" disabled={!isDone}>
            {t('filter.apply')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

interface ValueEditorProps {
  field: FilterField
  saying: Saying
  onChange(values: string[]): void
}

/* What can be chosen is chosen, what is typed is typed; a condition is not bound by what a field demands of a record. */
function ValueEditor({ field, saying, onChange }: ValueEditorProps) {
  const { t } = useTranslation('table')
  const { values } = saying
  const open: Field = { ...field.field, required: false, min: undefined, max: undefined, pattern: undefined }
  const label = t('filter.value')

  if (field.kind === 'choice')
    return <ChoiceBoxes label={label} choices={field.field.choices ?? []} values={values} onChange={onChange} />
  if (field.kind === 'reference' || field.kind === 'references')
    return <FieldEditor bare focusNow field={{ ...open, kind: 'references' }} value={values} onChange={(next) => onChange(texts(next))} />
  if (field.kind !== 'text')
    return (
      <FieldEditor
        bare
        focusNow
        field={{ ...open, label: bothOf(label) }}
        value={values[0] ?? null}
        onChange={(next) => onChange(texts(next))}
      />
    )
  if (takesMany(saying.word))
    return <TagsInput aria-label={label} data-autofocus acceptValueOnBlur splitChars={[]} value={values} onChange={onChange} />
  return (
    <TextInput aria-label={label} data-autofocus value={values[0] ?? ''} onChange={(event) => onChange([event.currentTarget.value])} />
  )
}

const bothOf = (text: string) => ({ en: text, sr: text })
const texts = (value: unknown): string[] =>
  [value]
    .flat()
    .filter((one) => one !== null && one !== undefined && one !== '')
    .map(String)
