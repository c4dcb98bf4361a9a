/* Two customers side by side: what each says, where they differ, and what can be done about it. */
import { Anchor, Badge, Button, Group, Paper, Table, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { recordType, titleOf, type Field } from '@/api/records'
import { say } from '@/i18n'
import { Wide } from '@/ui/figure/Wide'
import { sameValue } from '@/ui/form/values'
import { FieldValue } from '@/ui/record/FieldValue'
import { fieldsToCompare, type Pair } from './duplicates'

const ACCOUNT = recordType('account')

function ComparisonRow({ field, records: [a, b] }: { field: Field; records: Pair['records'] }) {
  const weight = sameValue(a[field.name], b[field.name]) ? undefined : 600

  return (
    <Table.Tr>
      <Table.Th scope="row">{say(field.label)}</Table.Th>
      {[a, b].map((record) => (
        <Table.Td key={record.id} fw={weight}>
          <FieldValue field={field} record={record} plain />
        </Table.Td>
      ))}
    </Table.Tr>
  )
}

export function PairCard({ pair, onMerge, onDismiss, busy }: { pair: Pair; onMerge?(): void; onDismiss?(): void; busy: boolean }) {
  const { t } = useTranslation('duplicates')
  const [a, b] = pair.records
  const names = [titleOf(ACCOUNT, a), titleOf(ACCOUNT, b)].join(' / ')

  return (
    <Paper component="article" withBorder p="sm" aria-label={names}>
      <Group justify="space-between" align="flex-start" mb="xs">
        <div>
          <Title order={2}>{names}</Title>
          <Group gap={6} mt={4}>
            <Text size="sm" c="dimmed">
              {t('agree')}
            </Text>
            {pair.reasons.map((reason) => (
              <Badge key={reason} variant="light" color="gray" tt="none">
                {t(`reasons.${reason}`)}
              </Badge>
            ))}
          </Group>
        </div>
        <Group gap="xs">
          {onDismiss && (
            <Button size="xs" variant="default" onClick={onDismiss} loading={busy} aria-label={`${t('dismiss')}: ${names}`}>
              {t('dismiss')}
            </Button>
          )}
          {onMerge && (
            <Button size="xs" onClick={onMerge} aria-label={`${t('merge')}: ${names}`}>
              {t('merge')}
            </Button>
          )}
        </Group>
      </Group>
      <Wide label={names} min={480}>
        <Table verticalSpacing={3} layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="24%">{t('field')}</Table.Th>
              {pair.records.map((record) => (
                <Table.Th key={record.id}>
                  <Anchor component={Link} to={`/accounts/${record.id}`} size="sm">
                    {titleOf(ACCOUNT, record)}
                  </Anchor>
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {fieldsToCompare(ACCOUNT, a, b).map((field) => (
              <ComparisonRow key={field.name} field={field} records={pair.records} />
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
    </Paper>
  )
}
