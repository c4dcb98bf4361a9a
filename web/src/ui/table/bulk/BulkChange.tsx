/* One field and the value that all marked rows get. */
import { Button, Group, NativeSelect, Popover, Stack } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { type Field } from '@/api/records'
import { say } from '@/i18n'
import { FieldEditor } from '../../form/FieldEditor'

interface BulkChangeProps {
  fields: readonly Field[]
  count: number
  isBusy: boolean
  onApply(field: Field, value: unknown): Promise<unknown>
}

export function BulkChange({ fields, count, isBusy, onApply }: BulkChangeProps) {
  const { t } = useTranslation('table')
  const [opened, setOpened] = useState(false)
  const [name, setName] = useState(fields[0]?.name ?? '')
  const [value, setValue] = useState<unknown>(null)
  const field = fields.find((one) => one.name === name) ?? fields[0]

  if (!field) return null
  const isEmptying = value === null || value === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setOpened(false)
    void onApply(field, value)
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button variant="default" size="xs" loading={isBusy} onClick={() => setOpened(!opened)}>
          {t('bulk.change')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="sm">
        <form onSubmit={submit}>
          <Stack gap="xs" w={300}>
            <NativeSelect
              label={t('bulk.field')}
              data={fields.map((one) => ({ value: one.name, label: say(one.label) }))}
              value={field.name}
              onChange={(event) => {
                setName(event.currentTarget.value)
                setValue(null)
              }}
            />
            <FieldEditor
              key={field.name}
              field={{ ...field, label: { en: t('bulk.to'), sr: t('bulk.to') } }}
              value={value}
              onChange={setValue}
            />
            <Group justify="flex-end">
              <Button type="submit" size="xs" disabled={isEmptying && field.required}>
                {isEmptying ? t('bulk.empty', { count }) : t('bulk.apply', { count })}
              </Button>
            </Group>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
