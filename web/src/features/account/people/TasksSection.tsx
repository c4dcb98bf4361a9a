/* What is to be done for an account: what is open first, the most urgent on top; what has ended a press away. */
import { Anchor, Badge, Button, Group, Menu, Text } from '@mantine/core'
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fieldOf, placeOf, recordType, titleOf, type KamRecord } from '@/api/records'
import { useFormat } from '@/i18n/use'
import { dayOf } from '@/i18n/typed'
import { FieldValue } from '@/ui/record/FieldValue'
import { stateLabel, useMove, waysFrom, type Moving } from '@/ui/record/Transitions'
import { AddButton, NothingYet, RowActions, Section, sectionState } from './Section'
import { useMayWrite, useRelated } from './related'
import classes from './people.module.css'

const FIELDS = ['title', 'user_id', 'due_on', 'priority', 'note'] as const
const ENDED = new Set<unknown>(['done', 'dropped'])

export const isOverdue = (task: KamRecord, today: string): boolean =>
  typeof task.due_on === 'string' && task.due_on < today && !ENDED.has(task.state)

export function TasksSection({ accountId }: { accountId: string }) {
  const { t } = useTranslation('people')
  const [withEnded, setWithEnded] = useState(false)
  const tasks = useRelated('task', accountId, { order: 'due_on.asc,priority.desc' })
  const moving = useMove('task')
  const [open, ended] = [tasks.records.filter(({ state }) => !ENDED.has(state)), tasks.records.filter(({ state }) => ENDED.has(state))]
  const add = { type: 'task', label: t('tasks.add'), given: { account_id: accountId }, only: FIELDS }
  const empty = <NothingYet title={t('tasks.empty')} why={t('tasks.empty_why')} />

  return (
    <Section title={t('tasks.title')} count={open.length} actions={<AddButton {...add} />}>
      {sectionState(tasks, tasks.records.length === 0, empty) ?? (
        <>
          {open.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('tasks.nothing_open')}
            </Text>
          )}
          <ul className={classes.rows}>
            {(withEnded ? [...open, ...ended] : open).map((task) => (
              <TaskRow key={task.id} task={task} moving={moving} />
            ))}
          </ul>
          {ended.length > 0 && (
            <Button
              variant="subtle"
              size="compact-sm"
              className="kam-no-print"
              aria-expanded={withEnded}
              onClick={() => setWithEnded(!withEnded)}
            >
              {withEnded ? t('tasks.hide_ended') : t('tasks.ended', { count: ended.length })}
            </Button>
          )}
        </>
      )}
      {moving.dialog}
    </Section>
  )
}

function TaskRow({ task, moving }: { task: KamRecord; moving: Moving }) {
  const { t } = useTranslation('people')
  const format = useFormat()
  const type = recordType('task')
  const who = fieldOf(type, 'user_id')
  const late = isOverdue(task, dayOf(new Date()))

  return (
    <li className={`${classes.row} kam-keep-together`}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <div>
          <Anchor
            component={Link}
            to={placeOf('task', task.id)}
            size="sm"
            fw={600}
            display="inline-block"
            lh="24px"
            td={ENDED.has(task.state) ? 'line-through' : undefined}
          >
            {titleOf(type, task)}
          </Anchor>
          <Text size="sm" component="div">
            {task.due_on ? (
              <Text span size="sm" c={late ? 'var(--kam-bad)' : 'dimmed'} fw={late ? 600 : undefined}>
                {late ? t('tasks.late', { day: format.date(String(task.due_on)) }) : format.date(String(task.due_on))}
              </Text>
            ) : null}
            {task.due_on ? ' · ' : ''}
            {who && <FieldValue inText field={who} record={task} />}
          </Text>
          {task.outcome ? (
            <Text size="sm" c="dimmed">
              {String(task.outcome)}
            </Text>
          ) : null}
        </div>
        <Group gap={4} wrap="nowrap">
          <StateMenu task={task} moving={moving} />
          <RowActions type="task" record={task} only={FIELDS} />
        </Group>
      </Group>
    </li>
  )
}

function StateMenu({ task, moving }: { task: KamRecord; moving: Moving }) {
  const { t } = useTranslation('people')
  const type = recordType('task')
  const label = stateLabel(type, task.state)

  if (!useMayWrite('task'))
    return (
      <Badge variant="light" color="gray" tt="none" fw={500}>
        {label}
      </Badge>
    )
  return (
    <Menu>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="light"
          color="gray"
          rightSection={<IconChevronDown size={14} stroke={1.5} aria-hidden />}
          aria-label={t('tasks.state_of', { name: titleOf(type, task), state: label })}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {waysFrom(type, task).map((way) => (
          <Menu.Item key={way.to} onClick={() => void moving.move(task, way)}>
            {stateLabel(type, way.to)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
