/* How this file is read, saved under a name for the next file of its kind. */
import { Button, Group, Popover, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '@/api/problem'
import { showNotice } from '@/ui/record/notices'
import { importKeys, saveProfile } from './requests'
import { setOne } from './settings'
import type { ImportState } from './useImport'

export function SaveProfile({ state }: { state: ImportState }) {
  const { t } = useTranslation(['import', 'common'])
  const cache = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState('')
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => saveProfile(name.trim(), state.file, state.kind, state.settings),
    onSuccess: () => {
      setOpen(false)
      showNotice({ message: t('reading.profile_saved', { name: name.trim() }) })
      // What is imported from now on is remembered as read by it.
      state.setSettings(setOne(state.settings, 'profile', name.trim()))
      return cache.invalidateQueries({ queryKey: importKeys.profiles })
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim()) mutate()
  }

  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus position="bottom-end" withinPortal>
      <Popover.Target>
        <Button size="xs" variant="default" onClick={() => setOpen(!isOpen)}>
          {t('reading.save_profile')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit}>
          <Group align="flex-end" gap="xs">
            <TextInput
              size="xs"
              label={t('reading.profile_name')}
              value={name}
              maxLength={100}
              error={error && (isProblem(error, 409) ? t('reading.profile_of_other_files') : error.message)}
              required
              data-autofocus
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button size="xs" type="submit" loading={isPending}>
              {t('actions.save', { ns: 'common' })}
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
