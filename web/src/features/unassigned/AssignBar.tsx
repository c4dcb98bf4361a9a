/* Whose the ticked documents are: how many, the customer, the button. */
import { Button, Group, Paper, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '@/i18n/use'
import { FieldEditor } from '@/ui/form/FieldEditor'

const ACCOUNT = { name: 'account', kind: 'reference', to: 'account', class: 'public', label: { en: 'Customer', sr: 'Kupac' } } as const

interface AssignBarProps {
  n: number
  /** How many there are; null: all are meant already. */
  all: number | null
  onAll(): void
  onNone(): void
  isBusy: boolean
  onAssign(account: string): void
}

export function AssignBar({ n, all, onAll, onNone, isBusy, onAssign }: AssignBarProps) {
  const { t } = useTranslation('unassigned')
  const format = useFormat()
  const [account, setAccount] = useState<string | null>(null)

  return (
    <Paper component="section" withBorder p="sm" aria-label={t('assign')} className="kam-no-print">
      <Group gap="sm" align="flex-end">
        <div style={{ flex: '1 1 260px', maxWidth: 400 }}>
          <FieldEditor field={ACCOUNT} value={account} onChange={(id) => setAccount(id ? String(id) : null)} />
        </div>
        <Button disabled={n === 0 || account === null} loading={isBusy} onClick={() => account !== null && onAssign(account)}>
          {t('assign_n', { count: n, number: format.number(n) })}
        </Button>
      </Group>
      <Group gap="sm" mt="xs">
        <Text size="sm" c="dimmed" aria-live="polite">
          {t('ticked', { count: n, number: format.number(n) })}
        </Text>
        {all !== null && all > 0 && (
          <Button variant="subtle" size="compact-sm" mih={24} onClick={onAll}>
            {t('tick_all', { count: all, number: format.number(all) })}
          </Button>
        )}
        {n > 0 && (
          <Button variant="subtle" size="compact-sm" mih={24} onClick={onNone}>
            {t('tick_none')}
          </Button>
        )}
      </Group>
    </Paper>
  )
}
