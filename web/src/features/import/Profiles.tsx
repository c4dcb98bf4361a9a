/* Saved profiles: how kinds of files are read. */
import { ActionIcon, Button, Group, Table, Text, TextInput, VisuallyHidden } from '@mantine/core'
import { modals } from '@mantine/modals'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/api/problem'
import { useFormat } from '@/i18n/use'
import { Empty, Failed, Loading } from '@/ui/states/States'
import { showNotice } from '@/ui/record/notices'
import { DATE_ORDERS, PRESETS, wordsOf } from './choices'
import { useKindName } from './kinds'
import { forgetProfile, importKeys, profilesQuery, renameProfile } from './requests'
import { Scroll } from './Scroll'
import type { Profile } from './types'
import { useCount } from './useCount'

interface Reading {
  preset?: string
  decimal_point?: string
  date_order?: string
  currency?: string
  map?: Record<string, string>
}

/* "Pantheon, day, month, year, RSD, 7 columns" */
function useReads() {
  const { t } = useTranslation('import')
  const count = useCount()

  return (profile: Profile) => {
    const reading = profile.reading as Reading
    const columns = Object.values(reading.map ?? {}).filter(Boolean).length
    return [
      reading.preset && wordsOf(PRESETS, reading.preset, t),
      reading.date_order && wordsOf(DATE_ORDERS, reading.date_order, t),
      reading.currency,
      count('profiles.columns', columns),
    ]
      .filter(Boolean)
      .join(' · ')
  }
}

function Rename({ profile, onEnd }: { profile: Profile; onEnd: () => void }) {
  const { t } = useTranslation(['import', 'common'])
  const cache = useQueryClient()
  const [name, setName] = useState(profile.name)
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => renameProfile(profile.name, name.trim()),
    onSuccess: () => {
      onEnd()
      return cache.invalidateQueries({ queryKey: importKeys.profiles })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() && name.trim() !== profile.name) mutate()
    else onEnd()
  }

  return (
    <form onSubmit={submit}>
      <Group gap="xs" align="flex-start">
        <TextInput
          size="xs"
          aria-label={t('profiles.new_name', { name: profile.name })}
          value={name}
          maxLength={100}
          error={error && (isProblem(error, 409) ? t('profiles.taken') : error.message)}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" loading={isPending}>
          {t('actions.save', { ns: 'common' })}
        </Button>
        <Button size="xs" variant="default" onClick={onEnd}>
          {t('actions.cancel', { ns: 'common' })}
        </Button>
      </Group>
    </form>
  )
}

function Row({ profile }: { profile: Profile }) {
  const { t } = useTranslation(['import', 'common'])
  const format = useFormat()
  const reads = useReads()
  const kindName = useKindName()
  const cache = useQueryClient()
  const [isRenaming, setRenaming] = useState(false)
  const { name } = profile
  const { mutate } = useMutation({
    mutationFn: () => forgetProfile(name),
    onSuccess: () => {
      showNotice({ message: t('profiles.forgotten', { name }) })
      return cache.invalidateQueries({ queryKey: importKeys.profiles })
    },
  })
  const ask = () =>
    modals.openConfirmModal({
      title: t('profiles.forget_title', { name }),
      children: <Text size="sm">{t('profiles.forget_text')}</Text>,
      labels: { confirm: t('actions.delete', { ns: 'common' }), cancel: t('actions.cancel', { ns: 'common' }) },
      confirmProps: { color: 'red' },
      closeButtonProps: { 'aria-label': t('actions.close', { ns: 'common' }) },
      onConfirm: () => mutate(),
    })

  return (
    <Table.Tr>
      <Table.Th scope="row" fw={500}>
        {isRenaming ? <Rename profile={profile} onEnd={() => setRenaming(false)} /> : name}
      </Table.Th>
      <Table.Td>{kindName(profile.kind)}</Table.Td>
      <Table.Td>{reads(profile)}</Table.Td>
      <Table.Td>{format.instant(profile.updated_at)}</Table.Td>
      <Table.Td>
        <Group gap={4} justify="flex-end" wrap="nowrap">
          <ActionIcon size={28} aria-label={t('profiles.rename', { name })} onClick={() => setRenaming(true)}>
            <IconPencil size={16} stroke={1.5} />
          </ActionIcon>
          <ActionIcon size={28} aria-label={t('profiles.forget', { name })} onClick={ask}>
            <IconTrash size={16} stroke={1.5} />
          </ActionIcon>
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}

export function Profiles() {
  const { t } = useTranslation('import')
  const { data, error, isPending, refetch } = useQuery(profilesQuery)

  if (isPending) return <Loading />
  if (error) return <Failed error={error} reset={() => void refetch()} />
  if (data.length === 0) return <Empty title={t('profiles.empty')}>{t('profiles.empty_why')}</Empty>
  return (
    <Scroll label={t('tabs.profiles')} minWidth={640}>
      <Table fz="sm" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('profiles.name')}</Table.Th>
            <Table.Th>{t('profiles.kind')}</Table.Th>
            <Table.Th>{t('profiles.reads')}</Table.Th>
            <Table.Th>{t('profiles.saved')}</Table.Th>
            <Table.Th>
              <VisuallyHidden>{t('history.actions')}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.map((profile) => (
            <Row key={profile.name} profile={profile} />
          ))}
        </Table.Tbody>
      </Table>
    </Scroll>
  )
}
