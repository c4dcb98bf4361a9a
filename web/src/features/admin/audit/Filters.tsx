/* What of the audit is shown, as a sentence of choices. */
import { Button, Select, SimpleGrid } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { recordTypes } from '@/api/records'
import { say } from '@/i18n'
import { FieldEditor } from '@/ui/form/FieldEditor'
import { useUrlSearch, type Search } from '@/ui/url'
import { sayAction, sayType } from './entry'

const ACTIONS = [
  'create',
  'update',
  'delete',
  'restore',
  'merge',
  'assign_lines',
  'import',
  'undo',
  'export',
  'sign_in',
  'sign_in_failed',
  'password',
  'totp_on',
  'totp_off',
  'link_set_up',
  'link_reset',
  'session_end',
  'sessions_end',
  'token_create',
  'token_revoke',
  'comment',
  'attach',
  'tag',
  'purge',
]
const OTHER_TYPES = ['company', 'rate', 'charge_rule', 'import']
const PERSON = { name: 'user', kind: 'reference', to: 'user', class: 'public', label: { en: 'Who', sr: 'Ko' } } as const
const FROM = { name: 'from', kind: 'date', class: 'public', label: { en: 'From', sr: 'Od' } } as const
const UNTIL = { name: 'until', kind: 'date', class: 'public', label: { en: 'Until', sr: 'Do' } } as const

export const FILTERS = ['user', 'type', 'action', 'record', 'from', 'until'] as const
export const filtersOf = (search: Search) =>
  Object.fromEntries(FILTERS.map((name) => [name, [search[name]].flat()[0] ?? '']).filter(([, value]) => value !== ''))

export function Filters() {
  const { t } = useTranslation('admin')
  const [search, change] = useUrlSearch()
  const filters: Record<string, string> = filtersOf(search)
  const set = (name: string) => (value: unknown) => change({ [name]: value ? String(value) : undefined })
  const types = [
    ...recordTypes().map(({ name, label }) => ({ value: name, label: say(label) })),
    ...OTHER_TYPES.map((name) => ({ value: name, label: sayType(name, t) })),
  ]
  const actions = ACTIONS.map((name) => ({ value: name, label: sayAction(name, t) }))

  return (
    <SimpleGrid cols={{ base: 2, lg: 5 }} spacing="xs" role="search" aria-label={t('audit.filter')} className="kam-no-print">
      <FieldEditor field={PERSON} value={filters.user && filters.user !== '0' ? filters.user : null} onChange={set('user')} />
      <Select
        label={t('audit.what')}
        data={actions}
        value={filters.action ?? null}
        onChange={set('action')}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('audit.clear') }}
      />
      <Select
        label={t('audit.about_what')}
        data={types}
        value={filters.type ?? null}
        onChange={set('type')}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('audit.clear') }}
      />
      <FieldEditor field={FROM} value={filters.from ?? null} onChange={set('from')} />
      <FieldEditor field={UNTIL} value={filters.until ?? null} onChange={set('until')} />
      {Object.keys(filters).length > 0 && (
        <Button variant="subtle" onClick={() => change(Object.fromEntries(FILTERS.map((name) => [name, undefined])))}>
          {t('audit.all')}
        </Button>
      )}
    </SimpleGrid>
  )
}
