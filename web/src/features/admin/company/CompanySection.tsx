/* The firm: what it is called, in which language and currency, when its year begins. */
import { Alert, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { companyQuery, loadCompany, patchCompany, type Company } from '@/api/company'
import { isProblem } from '@/api/problem'
import { type Field, type KamRecord } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { say } from '@/i18n'
import { FieldEditor } from '@/ui/form/FieldEditor'
import { useUnsavedGuard } from '@/ui/form/useUnsavedGuard'
import { saveUntilAgreed, type Saving } from '@/ui/record/conflict'
import { FieldValue } from '@/ui/record/FieldValue'
import { showNotice } from '@/ui/record/notices'
import { Failed, Loading } from '@/ui/states/States'
import { Section } from '../pieces/Section'
import { useAction } from '../pieces/useAction'
import { asShown, asStored, companyFields } from './fields'

/* What differs from what is stored. */
export const changesOf = (company: object, values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => (company as Record<string, unknown>)[name] !== value))

const without = (values: Record<string, unknown>, name: string) =>
  Object.fromEntries(Object.entries(values).filter(([one]) => one !== name))

const stored = (values: object) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, asStored(name, value)]))

/* Who may not change it reads it: no field looks as if it could be typed into. */
function CompanyFacts({ company }: { company: Company }) {
  const { t } = useTranslation('admin')
  const shown = { ...asShown(company), id: '0' } as unknown as KamRecord

  return (
    <SimpleGrid component="dl" cols={{ base: 1, sm: 2 }} verticalSpacing="sm" m={0} maw={760}>
      {companyFields(t).map((field) => (
        <div key={field.name}>
          <Text component="dt" size="xs" c="dimmed">
            {say(field.label)}
          </Text>
          <Text component="dd" size="sm" m={0}>
            <FieldValue field={field} record={shown} plain />
          </Text>
        </div>
      ))}
    </SimpleGrid>
  )
}

function CompanyForm({ company }: { company: Company }) {
  const { t } = useTranslation('admin')
  const { t: record } = useTranslation('record')
  const cache = useQueryClient()
  const [typed, setTyped] = useState<Record<string, unknown>>({})
  const changes = changesOf(company, typed)
  const isDirty = Object.keys(changes).length > 0
  const guard = useUnsavedGuard(isDirty)
  const saving: Saving<Company> = {
    fields: companyFields(t),
    nameOf: (theirs) => theirs.name ?? t('company.title'),
    load: async () => asShown(await loadCompany()),
    save: async (before, values) => asShown(await patchCompany(before.version ?? 1, stored(values))),
  }
  // Null is a reader who gave up choosing: what was typed stays, and is asked about again.
  const save = useAction(() => saveUntilAgreed(saving, asShown(company), asShown(changes), record), {
    quiet: true,
    onDone: (done) => {
      if (!done) return
      showNotice({ message: t('company.saved') })
      guard.release()
      cache.setQueryData(companyQuery.queryKey, stored(done.saved) as Company)
      setTyped({})
    },
  })
  const problem = isProblem(save.error) ? save.error : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(undefined)
  }
  const valueOf = ({ name }: Field) => (name in typed ? typed[name] : (company as unknown as Record<string, unknown>)[name])
  const warningOf = (name: string) => save.data?.saved.warnings?.find(({ pointer }) => pointer === `/${name}`)?.detail

  return (
    <form onSubmit={submit} noValidate aria-label={t('company.title')}>
      <Stack maw={760}>
        {problem && !problem.body.errors?.length && (
          <Alert color="red" role="alert">
            {problem.message}
          </Alert>
        )}
        <SimpleGrid cols={{ base: 1, sm: 2 }} verticalSpacing="sm">
          {companyFields(t).map((field) => (
            <FieldEditor
              key={field.name}
              field={field}
              value={valueOf(field)}
              error={problem?.faultOf(`/${field.name}`)}
              warning={warningOf(field.name)}
              onChange={(value) => setTyped((before) => ({ ...without(before, field.name), [field.name]: asStored(field.name, value) }))}
            />
          ))}
        </SimpleGrid>
        <Group justify="flex-end">
          {isDirty && (
            <Button variant="default" onClick={() => guard.leave(() => setTyped({}))}>
              {t('company.discard')}
            </Button>
          )}
          <Button type="submit" loading={save.isPending} disabled={!isDirty}>
            {t('common:actions.save')}
          </Button>
        </Group>
      </Stack>
      {guard.dialog}
    </form>
  )
}

export function CompanySection() {
  const { t } = useTranslation('admin')
  const canWrite = mayDo(useSession(), 'settings_write')
  const { data, error, isPending } = useQuery(companyQuery)

  if (isPending) return <Loading />
  if (error) return <Failed error={error} />
  return (
    <Section title={t('company.title')} about={t('company.about')}>
      {canWrite ? <CompanyForm company={data} /> : <CompanyFacts company={data} />}
    </Section>
  )
}
