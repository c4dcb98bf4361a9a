/* The fields of a record, in groups, each changed in place; what is empty is folded away. */
import { Button, Stack, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recordType, type KamRecord } from '@/api/records'
import { mayDo, mayWrite, useSession } from '@/api/session'
import { EditableField } from './EditableField'
import { countEmpty, fieldGroups, type FieldGroup } from './groups'
import classes from './record.module.css'

interface FieldListProps {
  type: string
  record: KamRecord
  /** Of the headings of groups. */
  order?: 2 | 3 | 4
}

export function FieldList({ type, record, order = 2 }: FieldListProps) {
  const { t } = useTranslation('record')
  const session = useSession()
  const [withEmpty, setWithEmpty] = useState(false)
  const kind = recordType(type)
  const empty = countEmpty(kind, record, session)
  const groups = fieldGroups(kind, record, session, withEmpty)

  return (
    <Stack gap="lg">
      {groups.map((group) => (
        <Group key={group.name} group={group} type={type} record={record} order={order} isAlone={groups.length === 1} />
      ))}
      {empty > 0 && mayDo(session, kind.write) && (
        <div className="kam-no-print">
          <Button variant="subtle" size="compact-sm" aria-expanded={withEmpty} onClick={() => setWithEmpty(!withEmpty)}>
            {withEmpty ? t('page.hide_empty') : t('page.empty', { count: empty })}
          </Button>
        </div>
      )}
    </Stack>
  )
}

function Group({ group, type, record, order, isAlone }: FieldListProps & { group: FieldGroup; isAlone: boolean }) {
  const { t } = useTranslation('record')
  const session = useSession()
  const mayChange = mayDo(session, recordType(type).write)

  return (
    <section className="kam-keep-together">
      {!isAlone && (
        <Title order={order} size="h3" mb={6}>
          {t(`page.groups.${group.name}`)}
        </Title>
      )}
      <dl className={`${classes.group} ${group.name === 'notes' ? classes.wide : ''}`}>
        {group.fields.map((field) => (
          <EditableField
            key={field.name}
            type={type}
            record={record}
            field={field}
            mayChange={mayChange && mayWrite(session, field.class) && !field.computed && !field.fixed}
          />
        ))}
      </dl>
    </section>
  )
}
