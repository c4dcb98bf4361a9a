/* The list below the field of the palette: groups of options, the chosen one always in sight. */
import { Group, Kbd, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Highlighted } from '@/ui/highlight/Highlighted'
import type { Entry, Group as EntryGroup } from './entries'

interface OptionProps {
  entry: Entry
  isChosen: boolean
  typed: string
  onRun: (entry: Entry) => void
}

function Option({ entry, isChosen, typed, onRun }: OptionProps) {
  const row = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  return (
    // Keys are the field's: it says which option is chosen (aria-activedescendant).
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events
    <div ref={row} id={entry.id} role="option" aria-selected={isChosen} tabIndex={-1} className="kam-option" onClick={() => onRun(entry)}>
      {entry.icon && <entry.icon size={16} stroke={1.5} aria-hidden />}
      <Text size="sm" truncate flex={1}>
        <Highlighted text={entry.title} wanted={typed} />
        {entry.detail && (
          <Text span size="xs" c="dimmed" ml="xs">
            <Highlighted text={entry.detail} wanted={typed} />
          </Text>
        )}
      </Text>
      {entry.keys && (
        <Group gap={4} wrap="nowrap" aria-hidden>
          {entry.keys.split(' ').map((key) => (
            <Kbd key={key} size="xs">
              {key}
            </Kbd>
          ))}
        </Group>
      )}
    </div>
  )
}

interface PaletteListProps {
  groups: readonly EntryGroup[]
  chosen: string | undefined
  typed: string
  onRun: (entry: Entry) => void
}

export function PaletteList({ groups, chosen, typed, onRun }: PaletteListProps) {
  const { t } = useTranslation('palette')

  return (
    <div id="palette-list" role="listbox" aria-label={t('results_label')} className="kam-options">
      {groups.map((group) => (
        <div key={group.name} role="group" aria-labelledby={`palette-${group.name}`}>
          <Text id={`palette-${group.name}`} size="xs" c="dimmed" fw={600} px="sm" pt="xs" pb={2}>
            {group.title}
          </Text>
          {group.entries.map((entry) => (
            <Option key={entry.id} entry={entry} isChosen={entry.id === chosen} typed={typed} onRun={onRun} />
          ))}
        </div>
      ))}
      {groups.length === 0 && (
        <Text size="sm" c="dimmed" p="sm" role="presentation">
          {t('nothing')}
        </Text>
      )}
    </div>
  )
}
