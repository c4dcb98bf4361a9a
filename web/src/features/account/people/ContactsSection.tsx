/* The people of an account: what each does, how to reach them, what they decide. */
import { Anchor, Badge, Group, Paper, Progress, Stack, Text } from '@mantine/core'
import IconDeviceMobile from '@tabler/icons-react/dist/esm/icons/IconDeviceMobile.mjs'
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs'
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs'
import type { Icon } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { namesIn } from '@/api/names'
import { fieldOf, placeOf, recordType, titleOf, type KamRecord } from '@/api/records'
import { maySee, useSession } from '@/api/session'
import { say } from '@/i18n'
import { FieldValue, useWriteValue } from '@/ui/record/FieldValue'
import { AddButton, NothingYet, RowActions, Section, sectionState } from './Section'
import { useRelated } from './related'
import classes from './people.module.css'

const FIELDS = [
  'given_name',
  'family_name',
  'function',
  'department',
  'email',
  'mobile',
  'phone',
  'language',
  'buying_role',
  'influence',
  'reports_to',
  'note',
  'private_note',
] as const

/* How much a person has to say, of ten. */
const MOST = 10

export function ContactsSection({ accountId }: { accountId: string }) {
  const { t } = useTranslation('people')
  const session = useSession()
  const order = maySee(session, 'political') ? 'influence.desc,family_name' : 'family_name'
  const contacts = useRelated('contact', accountId, { order })
  const elsewhere = useRelated('contact_function', accountId)
  const add = { type: 'contact', label: t('contacts.add'), given: { account_id: accountId }, only: FIELDS }
  const empty = <NothingYet title={t('contacts.empty')} why={t('contacts.empty_why')} />

  return (
    <Section title={t('contacts.title')} count={contacts.records.length} actions={<AddButton {...add} />}>
      {sectionState(contacts, contacts.records.length === 0, empty) ?? (
        <ul className={classes.cards}>
          {contacts.records.map((contact) => (
            <ContactCard key={contact.id} contact={contact} />
          ))}
        </ul>
      )}
      {elsewhere.records.length > 0 && <AlsoHere functions={elsewhere.records} />}
    </Section>
  )
}

function ContactCard({ contact }: { contact: KamRecord }) {
  const type = recordType('contact')
  const role = fieldOf(type, 'buying_role')
  const write = useWriteValue()
  const job = ['function', 'department'].map((name) => contact[name]).filter(Boolean)

  return (
    <Paper component="li" withBorder p="sm" className="kam-keep-together">
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <div>
          <Anchor component={Link} to={placeOf('contact', contact.id)} fw={600} size="sm" display="inline-block" lh="24px">
            {titleOf(type, contact)}
          </Anchor>
          <Text size="sm" c="dimmed">
            {job.join(' · ')}
          </Text>
        </div>
        <RowActions type="contact" record={contact} only={FIELDS} />
      </Group>
      <Reach contact={contact} />
      {role && contact.buying_role ? (
        <Badge variant="light" color="gray" tt="none" mt={8} fw={500}>
          {write(role, contact.buying_role)}
        </Badge>
      ) : null}
      {typeof contact.influence === 'number' && <Influence value={contact.influence} />}
    </Paper>
  )
}

const WAYS: readonly { name: string; icon: Icon }[] = [
  { name: 'email', icon: IconMail },
  { name: 'mobile', icon: IconDeviceMobile },
  { name: 'phone', icon: IconPhone },
]

function Reach({ contact }: { contact: KamRecord }) {
  const ways = WAYS.flatMap(({ name, icon }) => {
    const field = fieldOf(recordType('contact'), name)
    return field && contact[name] ? [{ field, Icon: icon }] : []
  })

  return (
    <Stack gap={2} mt={4}>
      {ways.map(({ field, Icon }) => (
        <Group key={field.name} gap={6} wrap="nowrap" mih={24}>
          <Icon size={15} stroke={1.5} aria-label={say(field.label)} role="img" style={{ flex: 'none' }} />
          <FieldValue field={field} record={contact} />
        </Group>
      ))}
    </Stack>
  )
}

function Influence({ value }: { value: number }) {
  const { t } = useTranslation('people')

  return (
    <Group gap={8} mt={8} wrap="nowrap">
      <Text size="xs" c="dimmed">
        {t('contacts.influence', { value })}
      </Text>
      <Progress value={(100 * value) / MOST} size={6} flex={1} color="gray" aria-hidden />
    </Group>
  )
}

/* People whose main employer is another company, and who do something here, too. */
function AlsoHere({ functions }: { functions: KamRecord[] }) {
  const { t } = useTranslation('people')
  const field = fieldOf(recordType('contact_function'), 'contact_id')

  return (
    <Text size="sm" mt="sm">
      {t('contacts.also')}{' '}
      {functions.map((one, i) => (
        <span key={one.id}>
          {i > 0 && ', '}
          {field && namesIn(field, one).length > 0 && <FieldValue inText field={field} record={one} />}
          {one.function ? ` (${String(one.function)})` : ''}
        </span>
      ))}
    </Text>
  )
}
