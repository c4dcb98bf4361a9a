/* One operation: what it does, what it asks of its caller, what it takes and answers, and a request to try. */
import { Paper, Stack, Tabs, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Document, Operation } from './document'
import { Method } from './Method'
import { SchemaTree } from './SchemaTree'
import { TryIt } from './TryIt'

interface OperationViewProps {
  document: Document
  operation: Operation
  allowsChanges: boolean
}

function Answers({ document, operation }: { document: Document; operation: Operation }) {
  return (
    <Stack gap="md">
      {operation.answers.map(({ status, description, type, schema }) => (
        <div key={status}>
          <Text size="sm">
            <Text span fw={600} className="kam-number">
              {status}
            </Text>{' '}
            {description}{' '}
            <Text span size="xs" c="dimmed" ff="monospace">
              {type}
            </Text>
          </Text>
          {schema && Number(status) < 400 && <SchemaTree document={document} schema={schema} />}
        </div>
      ))}
    </Stack>
  )
}

export function OperationView({ document, operation, allowsChanges }: OperationViewProps) {
  const { t } = useTranslation('explorer')

  return (
    <Paper component="article" withBorder p="md" aria-label={operation.id}>
      <Title order={2} style={{ overflowWrap: 'anywhere' }}>
        <Method name={operation.method} />
        {operation.path}
      </Title>
      <Text size="sm" lang="en">{operation.summary}</Text>
      <Text size="sm" c="dimmed" mb="md">
        {operation.permission === 'public'
          ? t('for_everybody')
          : operation.permission === 'self'
            ? t('for_signed_in')
            : t('asks_for', { permission: operation.permission })}
      </Text>
      <Tabs defaultValue="try" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="try">{t('try')}</Tabs.Tab>
          <Tabs.Tab value="answers">{t('answers')}</Tabs.Tab>
          {operation.body && <Tabs.Tab value="body">{t('body')}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="try">
          <TryIt key={operation.id} document={document} operation={operation} allowsChanges={allowsChanges} />
        </Tabs.Panel>
        <Tabs.Panel value="answers">
          <Answers document={document} operation={operation} />
        </Tabs.Panel>
        {operation.body && (
          <Tabs.Panel value="body">
            <SchemaTree document={document} schema={operation.body} />
          </Tabs.Panel>
        )}
      </Tabs>
    </Paper>
  )
}
