/* Whom to call at an account, and what is to be done next. */
import { Anchor, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listRecords, placeOf, recordKeys, type KamRecord } from '@/api/records'
import { useFormat } from '@/i18n/use'
import classes from './peek.module.css'

const MOST_PEOPLE = 5

function useList(type: string, query: Record<string, string | number>) {
  const { data } = useQuery({ queryKey: recordKeys.list(type, query), queryFn: () => listRecords(type, query) })
  return data?.items
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)

export function PeekPeople({ id }: { id: string }) {
  const { t } = useTranslation('peek')
  const format = useFormat()
  const people = useList('contact', { account_id: `eq.${id}`, order: 'name', limit: MOST_PEOPLE })
  const [task] = useList('task', { account_id: `eq.${id}`, state: 'in.(open,in_progress)', order: 'due_on', limit: 1 }) ?? []

  return (
    <>
      <div className={classes.part}>
        <Text size="sm" fw={600} mb={4}>
          {t('task')}
        </Text>
        {task ? (
          <Group justify="space-between" wrap="nowrap">
            <Anchor component={Link} to={placeOf('task', task.id)} size="sm">
              {text(task.title)}
            </Anchor>
            <Text size="sm" className="kam-number">
              {format.date(text(task.due_on))}
            </Text>
          </Group>
        ) : (
          <Text size="sm" c="dimmed">
            {t('no_task')}
          </Text>
        )}
      </div>
      <div className={classes.part}>
        <Text size="sm" fw={600} mb={4}>
          {t('people')}
        </Text>
        {people?.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('nobody')}
          </Text>
        )}
        <Stack gap={8}>
          {people?.map((person) => (
            <Person key={person.id} person={person} />
          ))}
        </Stack>
      </div>
    </>
  )
}

function Person({ person }: { person: KamRecord }) {
  const phone = text(person.mobile) ?? text(person.phone)
  const email = text(person.email)

  return (
    <div>
      <Text size="sm">
        {text(person.name)}
        {text(person.function) && (
          <Text span c="dimmed">
            {` · ${text(person.function)}`}
          </Text>
        )}
      </Text>
      <Group gap="md">
        {phone && (
          <Anchor href={`tel:${phone.replace(/[^+\d]/g, '')}`} size="sm" className={classes.reach}>
            {phone}
          </Anchor>
        )}
        {email && (
          <Anchor href={`mailto:${email}`} size="sm" className={classes.reach}>
            {email}
          </Anchor>
        )}
      </Group>
    </div>
  )
}
