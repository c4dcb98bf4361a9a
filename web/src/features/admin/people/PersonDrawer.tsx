/* One person: their record, how they get in, who stands in for them, their tokens. */
import { Button, Divider, Drawer, Group, Stack, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { recordType, titleOf } from '@/api/records'
import { useSession } from '@/api/session'
import { RecordForm } from '@/ui/form/RecordForm'
import { type UnsavedGuard } from '@/ui/form/useUnsavedGuard'
import { Tokens } from '../me/Tokens'
import { Deputies } from './Deputies'
import { stateOf, type Person } from './people'
import { PersonBadge } from './PersonBadge'
import { WaysIn } from './WaysIn'

const FIELDS = ['name', 'email', 'role', 'function', 'department', 'place', 'languages', 'phone']

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <Divider mb="sm" />
      <Title order={3} mb="xs">
        {title}
      </Title>
      {children}
    </section>
  )
}

export function PersonDrawer({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation('admin')
  const session = useSession()
  const guard = useRef<UnsavedGuard | null>(null)
  const [version, setVersion] = useState(0)
  const type = recordType('user')
  const { record, signIn } = person

  return (
    <Drawer
      opened
      onClose={() => (guard.current ? guard.current.leave(onClose) : onClose())}
      size="lg"
      title={
        <Group gap="sm">
          {titleOf(type, record)}
          <PersonBadge state={stateOf(person)} />
        </Group>
      }
      closeButtonProps={{ 'aria-label': t('common:actions.close') }}
    >
      <Stack gap="lg">
        <RecordForm
          key={`${record.version}-${version}`}
          type={type}
          record={record}
          only={FIELDS}
          onGuard={(given) => {
            guard.current = given
          }}
          onSaved={() => setVersion(version + 1)}
        />
        {record.role !== 'none' && (
          <Part title={t('people.ways_in')}>
            <WaysIn record={record} signIn={signIn} isSelf={record.id === session.user_id} />
          </Part>
        )}
        {(record.role === 'kam' || record.role === 'member') && (
          <Part title={t('people.deputies')}>
            <Deputies person={record} />
          </Part>
        )}
        <Part title={t('tokens.title')}>
          <Tokens user={record.id} canMake={record.id === session.user_id} />
        </Part>
        <Button component={Link} to="/administration/access" search={{ user: record.id } as never} variant="default" onClick={onClose}>
          {t('people.see_access')}
        </Button>
      </Stack>
    </Drawer>
  )
}
