/* Rules by which a line of an invoice is a charge and no product. */
import { ActionIcon, Button, Group, Select, Table, TextInput } from '@mantine/core'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '@/api/send'
import { mayDo, useSession } from '@/api/session'
import { sayChargeReason } from '@/i18n/charges'
import { useFormat } from '@/i18n/use'
import { Empty, Failed, Loading } from '@/ui/states/States'
import { askFirst } from '../pieces/ask'
import { get, type ItemOf } from '../pieces/get'
import { Section } from '../pieces/Section'
import { useAction } from '../pieces/useAction'
import { Wide } from '../pieces/Wide'

type Rule = ItemOf<'/api/v1/charges'>
const CHARGES = ['charges']
/* Lines move between goods and charges: every figure may be another. */
const FIGURES = [CHARGES, ['sums'], ['analysis']]

function RuleRow({ rule, canWrite }: { rule: Rule; canWrite: boolean }) {
  const { t } = useTranslation('admin')
  const format = useFormat()
  const remove = useAction(() => send('DELETE', `/api/v1/charges/${rule.id}`), { done: t('charges.deleted'), refresh: FIGURES })
  const ask = () =>
    askFirst({
      title: t('charges.delete_it'),
      body: t('charges.delete_why', { pattern: rule.pattern }),
      confirm: t('common:actions.delete'),
      cancel: t('common:actions.cancel'),
      run: () => remove.mutate(undefined),
    })

  return (
    <Table.Tr>
      <Table.Td>{t(`charges.fields.${rule.field}`)}</Table.Td>
      <Table.Td ff="monospace">{rule.pattern}</Table.Td>
      <Table.Td>{sayChargeReason(rule.reason, t)}</Table.Td>
      <Table.Td className="kam-number">{format.number(rule.products)}</Table.Td>
      {canWrite && (
        <Table.Td w={40}>
          <ActionIcon aria-label={t('charges.delete', { pattern: rule.pattern })} loading={remove.isPending} onClick={ask}>
            <IconTrash size={16} stroke={1.5} />
          </ActionIcon>
        </Table.Td>
      )}
    </Table.Tr>
  )
}

function NewRule() {
  const { t } = useTranslation('admin')
  const [field, setField] = useState<string | null>('product_name')
  const [pattern, setPattern] = useState('')
  const [reason, setReason] = useState('')
  const add = useAction((body: object) => send('POST', '/api/v1/charges', { body }), {
    done: t('charges.added'),
    refresh: FIGURES,
    onDone: () => {
      setPattern('')
      setReason('')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate({ field, pattern, reason })
  }
  const fields = ['product_name', 'product_number'].map((value) => ({ value, label: t(`charges.fields.${value}`) }))

  return (
    <form onSubmit={submit} aria-label={t('charges.new')}>
      <Group align="flex-end" gap="xs">
        <Select label={t('charges.field')} data={fields} value={field} onChange={setField} allowDeselect={false} />
        <TextInput
          label={t('charges.pattern')}
          required
          maxLength={200}
          value={pattern}
          onChange={(event) => setPattern(event.currentTarget.value)}
        />
        <TextInput
          label={t('charges.reason')}
          required
          maxLength={100}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button type="submit" loading={add.isPending}>
          {t('common:actions.add')}
        </Button>
      </Group>
    </form>
  )
}

export function ChargesSection() {
  const { t } = useTranslation('admin')
  const canWrite = mayDo(useSession(), 'master_write')
  const { data, error, isPending } = useQuery({ queryKey: CHARGES, queryFn: () => get('/api/v1/charges') })

  if (isPending) return <Loading />
  if (error) return <Failed error={error} />
  return (
    <Section title={t('charges.title')} about={t('charges.about')}>
      {canWrite && <NewRule />}
      {data.items.length === 0 && <Empty title={t('charges.empty')}>{t('charges.empty_why')}</Empty>}
      {data.items.length > 0 && (
        <Wide width={480} maw={820} label={t('charges.title')}>
          <Table verticalSpacing={4} aria-label={t('charges.title')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('charges.field')}</Table.Th>
                <Table.Th>{t('charges.pattern')}</Table.Th>
                <Table.Th>{t('charges.reason')}</Table.Th>
                <Table.Th className="kam-number">{t('charges.products')}</Table.Th>
                {canWrite && <Table.Td />}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.items.map((rule) => (
                <RuleRow key={rule.id} rule={rule} canWrite={canWrite} />
              ))}
            </Table.Tbody>
          </Table>
        </Wide>
      )}
    </Section>
  )
}
