/* What each tier asks for and what it promises; both are records, changed here. */
import { ActionIcon, Button, Group, List, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getRecord, recordType, type KamRecord, type RecordType } from '@/api/records'
import { mayDo, useSession } from '@/api/session'
import { useFormat } from '@/i18n/use'
import { RecordDrawer } from '@/ui/form/RecordDrawer'
import { Empty, Failed, Loading } from '@/ui/states/States'
import { useUrlSearch } from '@/ui/url'
import { queryOfSearch } from './place'
import { refreshProgramme, useEntitlements, type Entitlements, type Tier } from './programme'
import { useWords } from './useWords'

const RULE = recordType('tier_rule')
const PROMISE = recordType('entitlement')
const TIER = recordType('tier')

/* Which form is open: of a record that is there, or of a new one of a tier. */
interface Form {
  type: RecordType
  id: string | null
  tierId: string
}

function FormDrawer({ form, onClose }: { form: Form; onClose(): void }) {
  const cache = useQueryClient()
  const record = useQuery<KamRecord>({
    queryKey: ['records', form.type.name, 'one', form.id ?? 'new'],
    queryFn: () => getRecord(form.type.name, form.id ?? ''),
    enabled: form.id !== null,
  })

  if (form.id !== null && !record.data) return null
  return (
    <RecordDrawer
      opened
      onClose={onClose}
      type={form.type}
      record={record.data ?? null}
      given={form.id === null ? { tier_id: form.tierId } : undefined}
      onSaved={() => void refreshProgramme(cache)}
    />
  )
}

function Item({ text, detail, edit }: { text: string; detail?: string; edit?: () => void }) {
  const { t } = useTranslation('programme')

  return (
    <List.Item>
      <Group gap={4} wrap="nowrap">
        <Text size="sm">
          {text}
          {detail && <Text span c="dimmed">{` · ${detail}`}</Text>}
        </Text>
        {edit && (
          <ActionIcon size={24} onClick={edit} aria-label={t('rules.edit', { name: text })} className="kam-no-print">
            <IconPencil size={14} stroke={1.5} />
          </ActionIcon>
        )}
      </Group>
    </List.Item>
  )
}

function TierCard({ tier, answer, onForm }: { tier: Tier; answer: Entitlements; onForm(form: Form): void }) {
  const { t } = useTranslation('programme')
  const words = useWords(answer.rules_currency)
  const format = useFormat()
  const session = useSession()
  const mayChange = mayDo(session, RULE.write)
  const { rules } = tier
  const open = (type: RecordType, id: string | null) => () => onForm({ type, id, tierId: tier.id })
  const edit = (type: RecordType, id: string) => (mayChange ? open(type, id) : undefined)
  const roomOf = ({ capacity, work_days }: Tier) =>
    [
      capacity === null ? t('rules.any_number') : t('rules.room', { count: capacity }),
      work_days === null ? null : t('rules.work_days', { count: work_days, days: format.number(work_days) }),
    ]
      .filter(Boolean)
      .join(' · ')

  return (
    <Paper component="section" withBorder p="sm" aria-label={words.tier(tier)} className="kam-keep-together">
      <Stack gap="xs">
        <Title order={2}>{words.tier(tier)}</Title>
        <List size="sm">
          <Item text={roomOf(tier)} edit={mayDo(session, TIER.write) ? open(TIER, tier.id) : undefined} />
        </List>
        {(['entry', 'exit'] as const).map((purpose) => (
          <div key={purpose}>
            <Title order={3} size="sm">
              {t(`rules.titles.${purpose}`)}
            </Title>
            <List size="sm">
              {rules.every((rule) => rule.purpose !== purpose) && <Item text={t(`rules.no_${purpose}`)} />}
              {rules
                .filter((rule) => rule.purpose === purpose)
                .map((rule) => (
                  <Item key={rule.id} text={words.rule(rule)} detail={rule.note ?? undefined} edit={edit(RULE, rule.id)} />
                ))}
            </List>
          </div>
        ))}
        <Title order={3} size="sm">
          {t('rules.titles.promises')}
        </Title>
        <List size="sm">
          {answer.entitlements
            .filter((promise) => promise.tier_id === tier.id)
            .map((promise) => (
              <Item
                key={promise.id}
                text={words.promise(promise)}
                detail={t(`entitlements.every.${promise.every ?? 'request'}`)}
                edit={edit(PROMISE, promise.id)}
              />
            ))}
        </List>
        {mayChange && (
          <Group gap="xs" className="kam-no-print">
            <Button size="compact-sm" variant="default" onClick={open(RULE, null)}>
              {t('rules.add_rule')}
            </Button>
            <Button size="compact-sm" variant="default" onClick={open(PROMISE, null)}>
              {t('rules.add_promise')}
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  )
}

export function RulesTab() {
  const { t } = useTranslation('programme')
  const [search] = useUrlSearch()
  const [form, setForm] = useState<Form | null>(null)
  const { data, error, isPending, refetch } = useEntitlements(queryOfSearch(search))

  if (isPending) return <Loading />
  if (error) return <Failed error={error} reset={() => void refetch()} />
  if (data.tiers.length === 0) return <Empty title={t('rules.no_tiers')}>{t('rules.no_tiers_why')}</Empty>
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed" maw={760}>
        {t('rules.how')}
      </Text>
      <SimpleGrid cols={{ base: 1, md: 3 }} spacing="md">
        {data.tiers.map((tier) => (
          <TierCard key={tier.id} tier={tier} answer={data} onForm={setForm} />
        ))}
      </SimpleGrid>
      {form && <FormDrawer form={form} onClose={() => setForm(null)} />}
    </Stack>
  )
}
