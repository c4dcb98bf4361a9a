/* Visits, calls, mails and meetings with an account, the newest first; one more is noted in a few words. */
import { Anchor, Badge, Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { fieldOf, placeOf, recordType, titleOf, type KamRecord } from '@/api/records'
import { say } from '@/i18n'
import { useFormat } from '@/i18n/use'
import { FieldValue, useWriteValue } from '@/ui/record/FieldValue'
import { QuickEntryForm } from './QuickEntryForm'
import { NothingYet, RowActions, Section, sectionState } from './Section'
import { useMayWrite, useRelated } from './related'
import classes from './people.module.css'

const FIELDS = ['kind', 'at', 'minutes', 'place', 'subject', 'ours', 'theirs', 'outcome', 'next_step', 'next_step_on'] as const

export function InteractionsSection({ accountId }: { accountId: string }) {
  const { t } = useTranslation('people')
  const [isOpen, { open, close }] = useDisclosure()
  const mayWrite = useMayWrite('interaction')
  const talks = useRelated('interaction', accountId, { order: 'at.desc', limit: 50 })
  const button = mayWrite && !isOpen && (
    <Button size="xs" variant="default" leftSection={<IconPlus size={15} stroke={1.5} aria-hidden />} onClick={open}>
      {t('talks.add')}
    </Button>
  )
  const empty = !isOpen && <NothingYet title={t('talks.empty')} why={t('talks.empty_why')} />

  return (
    <Section title={t('talks.title')} count={talks.records.length} actions={button}>
      {isOpen && <QuickEntryForm accountId={accountId} onDone={close} />}
      {sectionState(talks, talks.records.length === 0, empty) ??
        (talks.records.length > 0 && (
          <ul className={classes.rows}>
            {talks.records.map((talk) => (
              <Talk key={talk.id} talk={talk} />
            ))}
          </ul>
        ))}
      {talks.isCut && (
        <Anchor component={Link} to="/records/interactions" search={{ account_id: `eq.${accountId}` } as never} size="sm">
          {t('talks.all')}
        </Anchor>
      )}
    </Section>
  )
}

function Talk({ talk }: { talk: KamRecord }) {
  const type = recordType('interaction')
  const write = useWriteValue()
  const format = useFormat()
  const kind = fieldOf(type, 'kind')

  return (
    <li className={`${classes.row} kam-keep-together`}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <div>
          <Group gap={8}>
            <Text size="sm" c="dimmed">
              {format.instant(String(talk.at))}
            </Text>
            <Badge variant="light" color="gray" tt="none" fw={500}>
              {kind && write(kind, talk.kind)}
            </Badge>
          </Group>
          <Anchor component={Link} to={placeOf('interaction', talk.id)} fw={600} size="sm" display="inline-block" lh="24px">
            {titleOf(type, talk)}
          </Anchor>
        </div>
        <RowActions type="interaction" record={talk} only={FIELDS} />
      </Group>
      {(['ours', 'theirs', 'outcome', 'next_step'] as const).map((name) => (
        <Told key={name} name={name} talk={talk} />
      ))}
    </li>
  )
}

/* One line of what was noted; the next step with its day. */
function Told({ name, talk }: { name: string; talk: KamRecord }) {
  const format = useFormat()
  const field = fieldOf(recordType('interaction'), name)
  const value = talk[name]
  const isEmpty = value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

  if (!field || isEmpty) return null
  return (
    <Text size="sm" component="div">
      <Text span size="sm" c="dimmed">
        {say(field.label)}:
      </Text>{' '}
      <FieldValue inText field={field} record={talk} />
      {name === 'next_step' && typeof talk.next_step_on === 'string' ? ` (${format.date(talk.next_step_on)})` : ''}
    </Text>
  )
}
