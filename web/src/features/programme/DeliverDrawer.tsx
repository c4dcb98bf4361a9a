/* What was promised to one account, period by period, and one delivery more: Enter on the cell opens it, Enter again records it. */
import { Button, Drawer, Group, Stack, Table, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldOf, recordType } from '@/api/records'
import { dayOf } from '@/i18n/typed'
import { useFormat } from '@/i18n/use'
import { FieldEditor } from '@/ui/form/FieldEditor'
import { useRecordChange } from '@/ui/record/change'
import { showProblem } from '@/ui/record/notices'
import { nameOf, refreshProgramme, useMayDeliver, type Entitlement, type Entitlements, type Promised } from './programme'
import { useWords } from './useWords'

const TYPE = recordType('entitlement_delivery')
const FIELDS = ['on_day', 'amount', 'note']

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
  const change = useRecordChange('entitlement_delivery')
  const cache = useQueryClient()
  const [values, setValues] = useState<Record<string, unknown>>({ on_day: dayOf(new Date()), amount: null, note: null })
  const [isSaving, setSaving] = useState(false)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setSaving(true)
    try {
      await change.create({ account_id: account.id, entitlement_id: entitlement.id, ...values })
      onClose()
      await refreshProgramme(cache)
    } catch (error) {
      showProblem(t('entitlements.failed'), error)
    } finally {
      setSaving(false)
    }
  }

  return (
    <form onSubmit={(event) => void save(event)} noValidate aria-label={t('entitlements.record')}>
      <Stack gap="sm">
        {FIELDS.filter((name) => name !== 'amount' || entitlement.amount !== null).map((name) => {
          const field = fieldOf(TYPE, name)
          return (
            field && (
              <FieldEditor
                key={name}
                field={field}
                id={`deliver-${name}`}
                value={values[name]}
                onChange={(value) => setValues((now) => ({ ...now, [name]: value }))}
              />
            )
          )
        })}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:actions.cancel')}
          </Button>
          <Button type="submit" loading={isSaving} data-autofocus>
            {t('entitlements.record')}
          </Button>
        </Group>
      </Stack>
    </form>
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
