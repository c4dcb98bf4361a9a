/* One more rate of exchange. */
import { Button, Group } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '@/api/send'
import { dayOf } from '@/i18n/typed'
import { FieldEditor } from '@/ui/form/FieldEditor'
import { useAction } from '../pieces/useAction'

const CURRENCY = {
  name: 'currency',
  kind: 'text',
  class: 'public',
  label: { en: 'Currency', sr: 'Valuta' },
  required: true,
  max_length: 3,
} as const
const FROM = { name: 'date', kind: 'date', class: 'public', label: { en: 'From', sr: 'Od' }, required: true } as const
const RATE = { name: 'rate', kind: 'decimal', class: 'public', label: { en: 'Rate', sr: 'Kurs' }, required: true } as const

export function NewRate({ home }: { home: string }) {
  const { t } = useTranslation('admin')
  const [currency, setCurrency] = useState<unknown>('EUR')
  const [date, setDate] = useState<unknown>(dayOf(new Date()))
  const [rate, setRate] = useState<unknown>(null)
  const set = useAction((body: object) => send('POST', '/api/v1/rates', { body }), {
    done: t('rates.saved'),
    refresh: [['rates']],
    onDone: () => setRate(null),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    set.mutate({ currency: String(currency ?? '').toUpperCase(), date, rate })
  }

  return (
    <form onSubmit={submit} aria-label={t('rates.new')}>
      <Group align="flex-end" gap="xs">
        <FieldEditor field={CURRENCY} value={currency} onChange={setCurrency} />
        <FieldEditor field={FROM} value={date} onChange={setDate} />
        <FieldEditor field={{ ...RATE, hint: t('rates.in', { currency: home }) }} value={rate} onChange={setRate} />
        <Button type="submit" loading={set.isPending} disabled={!currency || !date || !rate}>
          {t('rates.set')}
        </Button>
      </Group>
    </form>
  )
}
