/* The value of a field as people read it. */
import { Anchor, ColorSwatch, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type TFunction } from 'i18next'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { namesIn, useRecordName } from '@/api/names'
import { placeOf, type Field } from '@/api/records'
import { say } from '@/i18n'
import { countryName } from '@/i18n/countries'
import { NOTHING, type Format, type Money } from '@/i18n/format'
import { writeDecimal } from '@/i18n/typed'
import { useFormat } from '@/i18n/use'

const underlineOf = (inText: boolean | undefined) => (inText ? 'always' : 'hover')
const isEmpty = (value: unknown) => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

const writeMoney = (value: Partial<Money>, language: string) =>
  `${writeDecimal(value.amount ?? '', language, 2)}\u00a0${value.currency ?? ''}`

/** A value as plain words; references are written by whoever knows their names. */
export function writeValue(field: Field, value: unknown, format: Format, language: string, t: TFunction): string {
  if (isEmpty(value)) return NOTHING
  const text = String(value)
  switch (field.kind) {
    case 'integer':
    case 'decimal':
      return writeDecimal(text, language)
    case 'percent':
      return `${writeDecimal(text, language)}${language === 'en' ? '' : '\u202f'}%`
    case 'money':
      return writeMoney(value as Partial<Money>, language)
    case 'date':
      return format.date(text)
    case 'instant':
      return format.instant(text)
    case 'boolean':
      return t(value === true ? 'actions.yes' : 'actions.no')
    case 'choice':
      return say(field.choices?.find((choice) => choice.value === value)?.label) || text
    case 'country':
      return countryName(text, language)
    default:
      // Countries of accounts are texts, since imports bring names as well as codes.
      return field.name === 'country' && /^[A-Z]{2}$/.test(text) ? countryName(text, language) : text
  }
}

/** Writes values in the language of the page. */
export function useWriteValue(): (field: Field, value: unknown) => string {
  const { t, i18n } = useTranslation()
  const format = useFormat()

  return (field, value) => writeValue(field, value, format, i18n.language, t)
}

interface ReferenceNameProps {
  type: string
  id: string
  name: string
  plain?: boolean
  inText?: boolean
}

function ReferenceName({ type, id, name, plain, inText }: ReferenceNameProps) {
  const asked = useRecordName(type, name === id ? id : null)
  const words = name === id ? (asked ?? NOTHING) : name

  return plain ? (
    words
  ) : (
    <Anchor component={Link} to={placeOf(type, id)} size="sm" underline={underlineOf(inText)}>
      {words}
    </Anchor>
  )
}

interface FieldValueProps {
  field: Field
  /** The row: what references are called may have come with it. */
  record: Record<string, unknown>
  /** Without links, where a press means something else. */
  plain?: boolean
  /** Among words, where a link is known by its line and not by its colour alone. */
  inText?: boolean
}

const LINKS: Partial<Record<Field['kind'], (value: string) => string>> = {
  email: (value) => `mailto:${value}`,
  phone: (value) => `tel:${value.replace(/[^\d+]/g, '')}`,
  url: (value) => (/^https?:\/\//i.test(value) ? value : `https://${value}`),
}

export function FieldValue({ field, record, plain, inText }: FieldValueProps) {
  const write = useWriteValue()
  const value = record[field.name]
  const href = LINKS[field.kind]?.(String(value))

  if (field.to) return <References field={field} record={record} plain={plain} inText={inText} />
  if (isEmpty(value)) return <>{NOTHING}</>
  if (field.kind === 'colour') return <Colour value={String(value)} />
  if (field.kind === 'long_text')
    return (
      <Text component="span" size="sm" style={{ whiteSpace: 'pre-wrap' }}>
        {String(value)}
      </Text>
    )
  if (!href || plain) return <>{write(field, value)}</>
  return (
    <Anchor
      href={href}
      size="sm"
      underline={underlineOf(inText)}
      {...(field.kind === 'url' ? { target: '_blank', rel: 'noreferrer' } : {})}
    >
      {String(value)}
    </Anchor>
  )
}

function References({ field, record, plain, inText }: FieldValueProps) {
  const names = namesIn(field, record)

  if (names.length === 0) return <>{NOTHING}</>
  return (
    <>
      {names.map(({ id, name }, i) => (
        <Fragment key={id}>
          {i > 0 && ', '}
          <ReferenceName type={field.to ?? ''} id={id} name={name} plain={plain} inText={inText} />
        </Fragment>
      ))}
    </>
  )
}

function Colour({ value }: { value: string }) {
  return (
    <Group gap={6} component="span">
      <ColorSwatch color={value} size={14} component="span" withShadow={false} />
      {value}
    </Group>
  )
}
