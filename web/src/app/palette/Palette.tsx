/* The command palette: every page, record and command by a few letters. A combobox with a list, as the ARIA practices have it: the
 * focus stays in the field, arrows move what is chosen. */
import { Loader, Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { recordType, searchRecords, type Found } from '@/api/records'
import { useSession } from '@/api/session'
import { say } from '@/i18n'
import { useRecent } from '@/ui/recent'
import type { CommandContext } from '../commands'
import { groupsOf, type Entry } from './entries'
import { takeHeld } from './held'
import { PaletteList } from './PaletteList'

/* Arrows go round, pages stop at the ends. */
function nextOf(key: string, at: number, n: number): number | null {
  if (n === 0) return null
  if (key === 'ArrowDown') return (at + 1) % n
  if (key === 'ArrowUp') return (at - 1 + n) % n
  if (key === 'PageDown') return Math.min(n - 1, at + 8)
  return key === 'PageUp' ? Math.max(0, at - 8) : null
}

const PAUSE_MS = 120
const NOTHING_FOUND: readonly Found[] = []

function useGroups(typed: string) {
  const { t } = useTranslation(['palette', 'common'])
  const session = useSession()
  const visits = useRecent()
  const [asked] = useDebouncedValue(typed.trim(), PAUSE_MS)
  const { data, isFetching } = useQuery({
    queryKey: ['search', asked],
    queryFn: ({ signal }) => searchRecords(asked, 30, signal),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  })
  const found = asked === '' ? NOTHING_FOUND : (data ?? NOTHING_FOUND)
  const groups = useMemo(
    () =>
      groupsOf({
        typed,
        session,
        visits,
        found,
        words: {
          page: (name) => t(`common:navigation.${name}`),
          command: (name) => t(`commands.${name}`),
          type: (name) => say(recordType(name).plural_label ?? recordType(name).label),
          group: (name) => t(`groups.${name}`),
        },
      }),
    [typed, session, visits, found, t],
  )
  return { groups, isSearching: isFetching || asked !== typed.trim() }
}

interface PaletteProps {
  context: CommandContext
  onClose: () => void
}

export function Palette({ context, onClose }: PaletteProps) {
  const { t } = useTranslation('palette')

  return (
    <Modal.Root opened onClose={onClose} size="lg" padding={0} yOffset="10dvh" transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('title')}>
        <Modal.Body p={0}>
          <PaletteBody context={context} onClose={onClose} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

function PaletteBody({ context, onClose }: PaletteProps) {
  const { t } = useTranslation('palette')
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const { groups, isSearching } = useGroups(typed)
  const entries = groups.flatMap((group) => group.entries)
  const at = Math.min(chosen, entries.length - 1)
  const run = (entry: Entry) => {
    onClose()
    entry.run(context)
  }
  const listen = (event: KeyboardEvent) => {
    const to = nextOf(event.key, at, entries.length)
    const entry = entries[at]
    if (to !== null) setChosen(to)
    else if (event.key === 'Enter' && entry) run(entry)
    else return
    event.preventDefault()
  }

  return (
    <>
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        px="sm"
        placeholder={t('placeholder')}
        aria-label={t('title')}
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-autocomplete="list"
        aria-activedescendant={entries[at]?.id}
        leftSection={isSearching ? <Loader size={16} /> : <IconSearch size={18} stroke={1.5} aria-hidden />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setChosen(0)
        }}
        onFocus={() => {
          const held = takeHeld()
          if (held !== '') setTyped((before) => before + held)
        }}
        onKeyDown={listen}
        autoComplete="off"
        spellCheck={false}
      />
      <PaletteList groups={groups} chosen={entries[at]?.id} typed={typed} onRun={run} />
      <div role="status" className="kam-visually-hidden">
        {isSearching ? '' : t('results', { count: entries.length })}
      </div>
    </>
  )
}
