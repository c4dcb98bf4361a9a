/* Two customers that may be the same: what they agree in, how they differ, and what can be done about it. */
import { Badge, Button, Group, Paper, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { recordType, titleOf } from '@/api/records'
import { Comparison } from './Comparison'
import { type Pair } from './duplicates'

const ACCOUNT = recordType('account')

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
      <Comparison pair={pair} />
    </Paper>
  )
}
