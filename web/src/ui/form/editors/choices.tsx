/* Editors of values of which there are few: yes and no, choices, countries, colours. */
import { Checkbox, ColorInput, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { say } from '@/i18n'
import { countriesIn } from '@/i18n/countries'
import { asText, frameOf, orNull, type EditorProps } from './frame'

export function BooleanEditor(props: EditorProps) {
  const { readOnly, ...frame } = frameOf(props)

  return (
    <Checkbox
      {...frame}
      disabled={readOnly}
      mt={props.bare ? 0 : 'xs'}
      checked={props.value === true}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
    />
  )
}

function FromList({ data, searchable, ...props }: EditorProps & { data: { value: string; label: string }[]; searchable?: boolean }) {
  const { t } = useTranslation('form')

  return (
    <Select
      {...frameOf(props)}
      data={data}
      searchable={searchable}
      clearable={!props.field.required && !props.readOnly}
      clearButtonProps={{ 'aria-label': t('clear') }}
      checkIconPosition="right"
      nothingFoundMessage={t('nothing_found')}
      allowDeselect={false}
      value={orNull(asText(props.value))}
      onChange={props.onChange}
    />
  )
}

export function ChoiceEditor(props: EditorProps) {
  const data = (props.field.choices ?? []).map(({ value, label }) => ({ value, label: say(label) }))

  return <FromList {...props} data={data} searchable={data.length > 8} />
}

export function CountryEditor(props: EditorProps) {
  const { i18n } = useTranslation()
  const listed = countriesIn(i18n.language)
  const own = orNull(asText(props.value))
  const data = own === null || listed.some(({ value }) => value === own) ? listed : [{ value: own, label: own }, ...listed]

  return <FromList {...props} data={data} searchable />
}

/* A small palette that reads well on light and dark; any other colour can be typed. */
const SWATCHES = ['#0b6e75', '#1b7741', '#8a5a00', '#b3261e', '#7b3fa0', '#2456a6', '#5a666d', '#a23b72']

export function ColourEditor(props: EditorProps) {
  const { t } = useTranslation('form')

  return (
    <ColorInput
      {...frameOf(props)}
      format="hex"
      swatches={SWATCHES}
      withEyeDropper={false}
      popoverProps={{ withinPortal: true }}
      placeholder={t('colour_like')}
      value={asText(props.value)}
      onChange={(colour) => props.onChange(orNull(colour.toLowerCase()))}
    />
  )
}
