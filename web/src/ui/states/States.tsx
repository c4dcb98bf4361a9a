/* What stands where there is nothing to show: while it comes, when there is none, when it failed, when it is not for the reader.
 * Each says what is the matter and what to do. */
import { Button, Center, Group, Loader, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/api/problem'
import { arriveAt } from '../arrival'
import { isOutdated, refusalOf } from './refusal'

interface StateProps {
  title: string
  children?: ReactNode
  actions?: ReactNode
}

function State({ title, children, actions, role }: StateProps & { role?: 'alert' | 'status' }) {
  const head = useRef<HTMLHeadingElement>(null)

  useEffect(() => arriveAt(head.current), [title])
  return (
    <Center mih={200} p="lg" role={role}>
      <Stack gap="xs" maw={520} align="center" ta="center">
        <Title order={2} ref={head} tabIndex={-1} className="kam-head">
          {title}
        </Title>
        {children && (
          <Text size="sm" c="dimmed">
            {children}
          </Text>
        )}
        {actions && <Group justify="center">{actions}</Group>}
      </Stack>
    </Center>
  )
}

/** While it comes. Seen only by those who wait: it appears after a moment. */
export function Loading() {
  return (
    <Center mih={200} role="status" aria-busy>
      <Loader size="sm" />
    </Center>
  )
}

/** Nothing is there yet: say what would be here and how it comes. */
export function Empty({ title, children, actions }: StateProps) {
  return (
    <State title={title} actions={actions}>
      {children}
    </State>
  )
}

/** The same as one of many parts of a page: two lines. */
export function EmptyPart({ title, children }: Omit<StateProps, 'actions'>) {
  return (
    <div>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      {children && (
        <Text size="sm" c="dimmed">
          {children}
        </Text>
      )}
    </div>
  )
}

/** It did not work: in words, with the number of the request, and a way to try again. The server's own words stand below. */
export function Failed({ error, reset }: { error: unknown; reset?: () => void }) {
  const { t, i18n } = useTranslation()
  const problem = isProblem(error) ? error : null
  const reload = () => location.reload()

  if (problem?.status === 403) return <Forbidden />
  if (problem?.status === 404) return <Missing />
  if (isOutdated(error))
    return (
      <State role="alert" title={t('states.outdated')} actions={<Again label={t('actions.reload')} onClick={reload} />}>
        {t('refusals.outdated')}
      </State>
    )
  return (
    <State
      role="alert"
      title={t(problem?.status === 0 ? 'states.unreachable' : 'states.failed')}
      actions={<Again label={t('states.again')} onClick={reset ?? reload} />}
    >
      {t(refusalOf(error))}
      {problem && problem.status !== 0 && (
        <Text component="span" display="block" size="xs" mt={4}>
          <span lang={i18n.language === 'en' ? undefined : 'en'}>{problem.message}</span>
          {problem.body.request_id && <> {t('states.request', { id: problem.body.request_id })}</>}
        </Text>
      )}
    </State>
  )
}

const Again = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <Button variant="default" size="xs" onClick={onClick}>
    {label}
  </Button>
)

/** The reader may not see this; whoever can change that is named. */
export function Forbidden({ detail }: { detail?: string }) {
  const { t } = useTranslation()

  return <State title={t('states.forbidden')}>{detail ?? t('states.forbidden_why')}</State>
}

/** There is no such page or record, or the reader does not see it. */
export function Missing() {
  const { t } = useTranslation()

  return (
    <State
      title={t('states.missing')}
      actions={
        <Button component={Link} to="/" variant="default" size="xs">
          {t('states.home')}
        </Button>
      }
    >
      {t('states.missing_why')}
    </State>
  )
}
