/* What an account says of itself: its own fields, its places, the numbers it bears elsewhere, who changed what. */
import { Button, Group, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import { useTranslation } from 'react-i18next'
import { recordType } from '@/api/records'
import { RecordDrawer } from '@/ui/form/RecordDrawer'
import { FieldList } from '@/ui/record/FieldList'
import { History } from '@/ui/record/History'
import { Tags } from '@/ui/record/Tags'
import { useRecord } from '@/ui/record/useRecord'
import { Watch } from '@/ui/record/Watch'
import { RelatedTable } from './RelatedTable'
import { AddButton, NothingYet, Section, sectionState } from './Section'
import { useMayWrite, useRelated } from './related'

export function DetailsSection({ accountId }: { accountId: string }) {
  const { t } = useTranslation('people')

  return (
    <Stack gap="md">
      <Own accountId={accountId} />
      <Belonging
        type="site"
        word="sites"
        accountId={accountId}
        columns={['name', 'kind', 'address', 'city', 'phone']}
        only={['name', 'kind', 'address', 'postal_code', 'city', 'region', 'country', 'phone', 'latitude', 'longitude', 'note']}
      />
      <Belonging
        type="outside_number"
        word="numbers"
        accountId={accountId}
        columns={['system', 'number', 'note']}
        only={['system', 'number', 'note']}
      />
      <Section title={t('history.title')}>
        <History subject={{ type: 'account', id: accountId }} />
      </Section>
    </Stack>
  )
}

function Own({ accountId }: { accountId: string }) {
  const { t } = useTranslation('people')
  const account = useRecord('account', accountId)
  const [isOpen, { open, close }] = useDisclosure()
  const mayWrite = useMayWrite('account')
  const subject = { type: 'account', id: accountId }
  const actions = (
    <>
      <Watch subject={subject} />
      {mayWrite && (
        <Button
          size="xs"
          leftSection={<IconPencil size={15} stroke={1.5} aria-hidden />}
          onClick={open}
          aria-keyshortcuts="e"
        >
          {t('common:actions.edit')}
        </Button>
      )}
    </>
  )

  return (
    <Section title={t('details.title')} actions={actions}>
      {sectionState(account, false, null)}
      {account.data && (
        <>
          <Group mb="md">
            <Tags subject={subject} />
          </Group>
          <FieldList type="account" record={account.data} order={3} />
          <RecordDrawer type={recordType('account')} record={account.data} opened={isOpen} onClose={close} />
        </>
      )}
    </Section>
  )
}

interface BelongingProps {
  type: string
  word: 'sites' | 'numbers'
  accountId: string
  columns: readonly string[]
  only: readonly string[]
}

function Belonging({ type, word, accountId, columns, only }: BelongingProps) {
  const { t } = useTranslation('people')
  const related = useRelated(type, accountId)
  const add = { type, label: t(`${word}.add`), given: { account_id: accountId }, only }
  const empty = <NothingYet title={t(`${word}.empty`)} why={t(`${word}.empty_why`)} />

  return (
    <Section title={t(`${word}.title`)} count={related.records.length} actions={<AddButton {...add} />}>
      {sectionState(related, related.records.length === 0, empty) ?? (
        <RelatedTable type={type} records={related.records} columns={columns} only={only} label={t(`${word}.title`)} />
      )}
    </Section>
  )
}
