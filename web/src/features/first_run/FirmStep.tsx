/* What the firm is called, the language of those who chose none, and the currency that sales are counted in. */
import { Autocomplete, Button, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { companyQuery, patchCompany, type Company } from '@/api/company'
import { isProblem } from '@/api/problem'
import { currentLanguage } from '@/i18n'
import { LANGUAGES } from '@/i18n/languages'

const CURRENCIES = ['RSD', 'EUR', 'USD', 'CHF', 'GBP', 'HUF', 'BAM', 'MKD']

export function FirmStep({ company }: { company: Company }) {
  const { t } = useTranslation('first_run')
  const cache = useQueryClient()
  const [name, setName] = useState(company.name ?? '')
  const [language, setLanguage] = useState<string | null>(company.language ?? currentLanguage())
  const [currency, setCurrency] = useState(company.currency ?? 'RSD')
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => patchCompany(company.version ?? '*', { name: name.trim(), language, currency: currency.trim().toUpperCase() }),
    onSuccess: (changed) => cache.setQueryData(companyQuery.queryKey, changed),
    onError: (failure) => (isProblem(failure, 412) ? cache.invalidateQueries({ queryKey: companyQuery.queryKey }) : undefined),
  })
  const problem = isProblem(error) ? error : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    mutate()
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={t('firm.name')}
          required
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={problem?.faultOf('/name') && t('firm.name_fault')}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select
            label={t('firm.language')}
            description={t('firm.language_why')}
            data={LANGUAGES.map(({ value, label }) => ({ value, label }))}
            allowDeselect={false}
            value={language}
            onChange={setLanguage}
          />
          <Autocomplete
            label={t('firm.currency')}
            description={t('firm.currency_why')}
            data={CURRENCIES}
            required
            maxLength={3}
            value={currency}
            onChange={setCurrency}
            error={problem?.faultOf('/currency') && t('firm.currency_fault')}
          />
        </SimpleGrid>
        <Button type="submit" loading={isPending} style={{ alignSelf: 'start' }}>
          {t('firm.save')}
        </Button>
      </Stack>
    </form>
  )
}
