/* Editors of numbers: typed in the way of the language, kept as exact texts. */
import { Group, Input, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { say } from '@/i18n'
import { readDecimal, writeDecimal } from '@/i18n/typed'
import { asText, frameOf, orNull, type EditorProps } from './frame'
import { useTyped } from './useTyped'

function useNumber(value: unknown, onChange: (value: string | null) => void, digits = 0) {
  const { i18n } = useTranslation()
  return useTyped({
    value,
    onChange,
    read: (typed) => readDecimal(typed, i18n.language),
    write: (exact) => writeDecimal(exact, i18n.language, digits),
  })
}

export function NumberEditor(props: EditorProps) {
  const { t } = useTranslation('form')
  // Whole numbers are numbers in JSON; everything else is a text.
  const keep = (text: string | null) =>
    props.onChange(props.field.kind === 'integer' && text !== null && /^-?\d{1,15}$/.test(text) ? Number(text) : text)
  const { text, type, settle, isReadable } = useNumber(props.value, keep)

  return (
    <TextInput
      {...frameOf(props)}
      error={props.error ?? (isReadable ? undefined : t('faults.not_number'))}
      inputMode={props.field.kind === 'integer' ? 'numeric' : 'decimal'}
      classNames={{ input: 'kam-number' }}
      rightSection={props.field.kind === 'percent' ? '%' : undefined}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={settle}
    />
  )
}

interface MoneyParts {
  amount: string | null
  currency: string | null
}

const partsOf = (value: unknown): MoneyParts => {
  const money = (typeof value === 'object' && value !== null ? value : {}) as Partial<MoneyParts>
  return { amount: money.amount ?? null, currency: money.currency ?? null }
}

/** An amount and its currency. A currency alone is nothing. */
export function MoneyEditor(props: EditorProps) {
  const { t } = useTranslation('form')
  const { amount, currency } = partsOf(props.value)
  const put = (parts: MoneyParts) => props.onChange(parts.amount === null && parts.currency === null ? null : parts)
  const { text, type, settle, isReadable } = useNumber(amount, (next) => put({ amount: next, currency }), 2)
  const { label, description, error, withAsterisk, ...frame } = {
    label: undefined,
    description: undefined,
    withAsterisk: undefined,
    ...frameOf(props),
  }

  return (
    <Input.Wrapper
      id={props.id}
      label={label}
      description={description}
      withAsterisk={withAsterisk}
      error={error ?? (isReadable ? undefined : t('faults.not_number'))}
    >
      <Group gap={4} wrap="nowrap">
        <TextInput
          {...frame}
          error={Boolean(error) || !isReadable}
          inputMode="decimal"
          flex={1}
          classNames={{ input: 'kam-number' }}
          value={text}
          onChange={(event) => type(event.currentTarget.value)}
          onBlur={settle}
        />
        <TextInput
          aria-label={t('currency_of', { field: say(props.field.label) })}
          readOnly={props.readOnly}
          placeholder="RSD"
          maxLength={3}
          w={64}
          spellCheck={false}
          autoComplete="off"
          value={asText(currency)}
          onChange={(event) => put({ amount, currency: orNull(event.currentTarget.value.toUpperCase()) })}
        />
      </Group>
    </Input.Wrapper>
  )
}
