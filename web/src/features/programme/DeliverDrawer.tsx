/* What was promised to one account, period by period, and one delivery more: Enter on the cell opens it, Enter again records it. */
import { Drawer, Stack, Table, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { dayOf } from '@/i18n/typed'
import { useFormat } from '@/i18n/use'
import { ShortForm } from '@/ui/form/ShortForm'
import { nameOf, refreshProgramme, useMayDeliver, type Entitlement, type Entitlements, type Promised } from './programme'
import { useWords } from './useWords'

export interface Opened {
  account: Entitlements['accounts'][number]
  entitlement: Entitlement
  promised: Promised
}

function Periods({ promised, entitlement }: { promised: Promised; entitlement: Entitlement }) {
  const { t } = useTranslation('programme')
  const format = useFormat()

  if (promised.periods.length === 0) return <Text size="sm">{t(`entitlements.states.${promised.state}`)}</Text>
  return (
    <Table verticalSpacing={2} aria-label={t('entitlements.periods')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('entitlements.period')}</Table.Th>
          <Table.Th className="kam-number">{t('entitlements.delivered')}</Table.Th>
          <Table.Th>{t('entitlements.state')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {promised.periods.map((period) => (
          <Table.Tr key={period.from}>
            <Table.Td>{`${format.date(period.from)} – ${format.date(period.until)}`}</Table.Td>
            <Table.Td className="kam-number">
              {t('portfolio.of', { n: format.number(period.delivered), room: format.number(period.promised) })} {entitlement.unit ?? ''}
            </Table.Td>
            <Table.Td>{t(`entitlements.states.${period.state}`)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function Delivery({ opened: { account, entitlement }, onClose }: { opened: Opened; onClose(): void }) {
  const { t } = useTranslation('programme')
  const cache = useQueryClient()

  return (
    <ShortForm
      type="entitlement_delivery"
      fields={entitlement.amount === null ? ['on_day', 'note'] : ['on_day', 'amount', 'note']}
      start={{ on_day: dayOf(new Date()), amount: null, note: null }}
      rest={() => ({ account_id: account.id, entitlement_id: entitlement.id })}
      words={{ save: t('entitlements.record'), failed: t('entitlements.failed'), form: t('entitlements.record') }}
      onSaved={() => refreshProgramme(cache)}
      onClose={onClose}
    />
  )
}

export function DeliverDrawer({ opened, onClose }: { opened: Opened; onClose(): void }) {
  const { t } = useTranslation('programme')
  const words = useWords(null)
  const mayDeliver = useMayDeliver()

  return (
    <Drawer
      opened
      onClose={onClose}
      title={`${nameOf(opened.account)} · ${words.promise(opened.entitlement)}`}
      closeButtonProps={{ 'aria-label': t('common:actions.close') }}
      size="md"
    >
      <Stack>
        <Periods promised={opened.promised} entitlement={opened.entitlement} />
        {mayDeliver && <Delivery opened={opened} onClose={onClose} />}
      </Stack>
    </Drawer>
  )
}
