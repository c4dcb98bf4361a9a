/* One request, sent as the reader who is signed in: what is filled in, the line for a shell, and what came back. */
import { Alert, Button, CopyButton, Group, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { sendAsIs } from '@/api/send'
import { Answer } from './Answer'
import { exampleOf, type Document, type Operation, type Parameter } from './document'
import styles from './explorer.module.css'
import { curlOf, headersOf, keyOf, missingIn, targetOf, type Filled } from './request'

interface TryItProps {
  document: Document
  operation: Operation
  allowsChanges: boolean
}

function Parameters({
  parameters,
  filled,
  onFill,
}: {
  parameters: readonly Parameter[]
  filled: Filled
  onFill: (key: string, value: string) => void
}) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} verticalSpacing="xs">
      {parameters.map((parameter) => (
        <TextInput
          key={keyOf(parameter)}
          label={parameter.name}
          description={parameter.description}
          required={parameter.required}
          value={filled.values[keyOf(parameter)] ?? ''}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onFill(keyOf(parameter), event.currentTarget.value)}
        />
      ))}
    </SimpleGrid>
  )
}

function Curl({ line }: { line: string }) {
  const { t } = useTranslation('explorer')

  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={600}>
          {t('shell')}
        </Text>
        <CopyButton value={line}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="default" onClick={copy}>
              {t(copied ? 'copied' : 'copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached with the keyboard */}
      <pre className={styles.code} tabIndex={0} role="region" aria-label={t('shell')}>
        {line}
      </pre>
      <Text size="xs" c="dimmed" mt={2}>
        {t('shell_hint', { variable: 'KAMEN_TOKEN' })}
      </Text>
    </div>
  )
}

/* Why this one is not sent from here; null: it is. */
function reasonAgainst({ method, answers, bodyType }: Operation, allowsChanges: boolean): 'stream' | 'file' | 'changes' | null {
  if (answers[0]?.type === 'text/event-stream') return 'stream'
  if (bodyType && bodyType !== 'application/json') return 'file'
  return method === 'GET' || allowsChanges ? null : 'changes'
}

export function TryIt({ document, operation, allowsChanges }: TryItProps) {
  const { t } = useTranslation('explorer')
  const example = operation.body ? JSON.stringify(exampleOf(document, operation.body, true), null, 2) : ''
  const [filled, setFilled] = useState<Filled>({ values: {}, body: example })
  const missing = missingIn(operation, filled)
  const reason = reasonAgainst(operation, allowsChanges)
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () =>
      sendAsIs(operation.method, targetOf(operation, filled), {
        headers: { ...headersOf(operation, filled), ...(operation.body ? { 'Content-Type': 'application/json' } : {}) },
        text: operation.body ? filled.body : undefined,
      }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate()
  }

  return (
    <form onSubmit={submit} aria-label={t('try')}>
      <Stack gap="sm">
        {operation.parameters.length > 0 && (
          <Parameters
            parameters={operation.parameters}
            filled={filled}
            onFill={(key, value) => setFilled((before) => ({ ...before, values: { ...before.values, [key]: value } }))}
          />
        )}
        {operation.bodyType === 'application/json' && (
          <Textarea
            label={t('body')}
            autosize
            minRows={3}
            maxRows={20}
            spellCheck={false}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.75rem' } }}
            value={filled.body}
            onChange={(event) => {
              const body = event.currentTarget.value
              setFilled((before) => ({ ...before, body }))
            }}
          />
        )}
        <Curl line={curlOf(operation, filled, location.origin)} />
        {reason ? (
          <Alert>{t(`not_sent.${reason}`)}</Alert>
        ) : (
          <Group>
            <Button type="submit" loading={isPending} disabled={missing.length > 0} color={operation.method === 'GET' ? undefined : 'red'}>
              {t(operation.method === 'GET' ? 'send' : 'send_change', { method: operation.method })}
            </Button>
            {missing.length > 0 && (
              <Text size="sm" c="dimmed">
                {t('missing', { names: missing.join(', ') })}
              </Text>
            )}
          </Group>
        )}
        {error && <Alert color="red">{error.message}</Alert>}
        {data && <Answer answer={data} />}
      </Stack>
    </form>
  )
}
