/* A schema as a tree that can be read: names, kinds, what is required; what refers to others opens when it is pressed. */
import { Group, Text, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { flatten, resolve, typeWords, type Document, type Schema } from './document'
import styles from './explorer.module.css'

/* What is inside: of a list what its items are, of choices the first that holds something. */
function insideOf(document: Document, given: Schema): Schema {
  const schema = flatten(document, given)
  const choice = (schema.anyOf ?? schema.oneOf)?.find((one) => Object.keys(insideOf(document, one).properties ?? {}).length > 0)
  if (choice) return insideOf(document, choice)
  return schema.items ? insideOf(document, schema.items) : schema
}

function limitsOf({ minimum, maximum, maxLength, pattern }: Schema): string {
  const range = minimum !== undefined || maximum !== undefined ? `${minimum ?? '…'} – ${maximum ?? '…'}` : ''
  return [range, maxLength !== undefined ? `≤ ${maxLength}` : '', pattern ?? ''].filter(Boolean).join(', ')
}

interface NodeProps {
  document: Document
  name: string
  schema: Schema
  isRequired: boolean
  depth: number
}

function Node({ document, name, schema: given, isRequired, depth }: NodeProps) {
  const { t } = useTranslation('explorer')
  const [opened, setOpened] = useState(depth === 0)
  const inside = insideOf(document, given)
  const canOpen = Object.keys(inside.properties ?? {}).length > 0
  const said = given.description ?? resolve(document, given).schema.description
  const limits = limitsOf(given)
  const label = (
    <Group component="span" gap={8} align="baseline" wrap="wrap">
      <Text span size="sm" ff="monospace" fw={600}>
        {name}
        {isRequired && (
          <Text span c="var(--kam-bad)" title={t('required')} aria-label={t('required')}>
            *
          </Text>
        )}
      </Text>
      <Text span size="xs" c="dimmed" ff="monospace" className={styles.words}>
        {typeWords(document, given)}
      </Text>
      {limits && (
        <Text span size="xs" c="dimmed" className={styles.words}>
          {limits}
        </Text>
      )}
    </Group>
  )

  return (
    <li>
      {canOpen ? (
        <UnstyledButton mih={24} aria-expanded={opened} onClick={() => setOpened(!opened)}>
          <Text span size="xs" c="dimmed" aria-hidden className={styles.sign}>
            {opened ? '▾' : '▸'}
          </Text>
          {label}
        </UnstyledButton>
      ) : (
        <div className={styles.leaf}>{label}</div>
      )}
      {said && (
        <Text size="xs" c="dimmed" className={styles.said}>
          {said}
        </Text>
      )}
      {canOpen && opened && <Members document={document} schema={inside} depth={depth + 1} />}
    </li>
  )
}

function Members({ document, schema, depth }: { document: Document; schema: Schema; depth: number }) {
  return (
    <ul className={styles.tree}>
      {Object.entries(schema.properties ?? {}).map(([name, one]) => (
        <Node key={name} document={document} name={name} schema={one} isRequired={schema.required?.includes(name) ?? false} depth={depth} />
      ))}
    </ul>
  )
}

export function SchemaTree({ document, schema }: { document: Document; schema: Schema }) {
  const inside = insideOf(document, schema)

  if (Object.keys(inside.properties ?? {}).length === 0)
    return (
      <Text size="sm" ff="monospace" c="dimmed">
        {typeWords(document, schema)}
      </Text>
    )
  return (
    <>
      <Text size="xs" c="dimmed" ff="monospace">
        {typeWords(document, schema)}
      </Text>
      <Members document={document} schema={inside} depth={1} />
    </>
  )
}
