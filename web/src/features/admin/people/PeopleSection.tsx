/* Who works here, how they get in, and what can be done about it. */
import { Button, Table, Text, TextInput, UnstyledButton } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recordType, type KamRecord } from '@/api/records'
import { useFormat } from '@/i18n/use'
import { RecordDrawer } from '@/ui/form/RecordDrawer'
import { Failed, Loading } from '@/ui/states/States'
import { useUrlState } from '@/ui/url'
import { fold } from '../pieces/fold'
import { Once } from '../pieces/Once'
import { Section } from '../pieces/Section'
import { useAction } from '../pieces/useAction'
import { makeLink, signInsKey, stateOf, usePeople, type Person } from './people'
import { PersonBadge } from './PersonBadge'
import { PersonDrawer } from './PersonDrawer'

function Row({ person, onOpen }: { person: Person; onOpen: () => void }) {
  const { t } = useTranslation('admin')
  const format = useFormat()
  const { record, signIn } = person
  const role = t(record.role === 'none' ? 'people.no_role' : `common:roles.${String(record.role)}`)
  const last = signIn?.last_at ? format.ago(signIn.last_at) : t('people.never')

  return (
    <Table.Tr>
      <Table.Td>
        <UnstyledButton fw={600} fz="sm" onClick={onOpen} mih={24}>
          {String(record.name)}
        </UnstyledButton>
        <Text size="xs" c="dimmed">
          {String(record.email ?? '')}
        </Text>
        <Text size="xs" c="dimmed" hiddenFrom="sm">
          {role} · {last}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">{role}</Table.Td>
      <Table.Td visibleFrom="sm" title={format.instant(signIn?.last_at)}>
        {last}
      </Table.Td>
      <Table.Td visibleFrom="sm" className="kam-number">
        {signIn?.sessions ? (
          <UnstyledButton
            fz="sm"
            mih={24}
            miw={24}
            ta="end"
            td="underline"
            onClick={onOpen}
            aria-label={t('people.sessions_of', { count: signIn.sessions, name: String(record.name) })}
          >
            {format.number(signIn.sessions)}
          </UnstyledButton>
        ) : (
          '–'
        )}
      </Table.Td>
      <Table.Td visibleFrom="sm">{t(signIn?.has_second_factor ? 'people.factor_on' : 'people.factor_off')}</Table.Td>
      <Table.Td>
        <PersonBadge state={stateOf(person)} />
      </Table.Td>
    </Table.Tr>
  )
}

function PeopleTable({ people, onOpen }: { people: readonly Person[]; onOpen: (id: string) => void }) {
  const { t } = useTranslation('admin')

  return (
    <Table highlightOnHover verticalSpacing={6} aria-label={t('people.title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('people.name')}</Table.Th>
          <Table.Th visibleFrom="sm">{t('people.role')}</Table.Th>
          <Table.Th visibleFrom="sm">{t('people.last')}</Table.Th>
          <Table.Th visibleFrom="sm" className="kam-number">
            {t('people.sessions')}
          </Table.Th>
          <Table.Th visibleFrom="sm">{t('people.factor')}</Table.Th>
          <Table.Th>{t('people.state')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {people.map((person) => (
          <Row key={person.record.id} person={person} onOpen={() => onOpen(person.record.id)} />
        ))}
      </Table.Tbody>
    </Table>
  )
}

const NEW_FIELDS = ['name', 'email', 'role', 'function', 'department', 'phone']

/* Whoever is added gets a link by which they choose their password; it is shown once, and handed over by whoever added them. */
function AddPerson() {
  const { t } = useTranslation('admin')
  const cache = useQueryClient()
  const [opened, setOpened] = useState(false)
  const [link, setLink] = useState<string | null>(null)
  const invite = useAction((id: string) => makeLink(id, 'set-up'), { onDone: setLink, refresh: [signInsKey] })
  const onSaved = (record: KamRecord) => {
    if (record.role !== 'none') invite.mutate(record.id)
    else void cache.invalidateQueries({ queryKey: signInsKey })
  }

  return (
    <>
      <Button onClick={() => setOpened(true)}>{t('people.add')}</Button>
      <RecordDrawer
        type={recordType('user')}
        record={null}
        only={NEW_FIELDS}
        given={{ role: 'kam' }}
        opened={opened}
        onClose={() => setOpened(false)}
        onSaved={onSaved}
      />
      <Once
        title={t('people.link_title')}
        label={t('people.link')}
        value={link}
        about={t('people.link_about')}
        onClose={() => setLink(null)}
      />
    </>
  )
}

export function PeopleSection() {
  const { t } = useTranslation('admin')
  const { people, isPending, error } = usePeople()
  const [chosen, choose] = useUrlState('person')
  const [words, setWords] = useUrlState('q')
  const found = people.filter(({ record }) => fold(`${String(record.name)} ${String(record.email ?? '')}`).includes(fold(words)))
  const person = people.find(({ record }) => record.id === chosen)

  if (isPending) return <Loading />
  if (error) return <Failed error={error} />
  return (
    <Section title={t('people.title')} about={t('people.about', { count: people.length })} actions={<AddPerson />}>
      <TextInput
        type="search"
        maw={320}
        aria-label={t('people.search')}
        placeholder={t('people.search')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <PeopleTable people={found} onOpen={choose} />
      {person && <PersonDrawer key={person.record.id} person={person} onClose={() => choose(null)} />}
    </Section>
  )
}
