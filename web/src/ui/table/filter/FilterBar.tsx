/* The search of a list and its filters, each a sentence that can be opened and taken out. */
import { Button, CloseButton, Group, Popover, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs'
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AddFilter } from './AddFilter'
import styles from './filter.module.css'
import { FilterEditor } from './FilterEditor'
import { type Filter } from './grammar'
import { Sentence } from './sentence'
import { type Filters } from './useFilters'
import { type FilterField } from './words'

interface FilterBarProps {
  filters: Filters
  fields: readonly FilterField[]
}

export function FilterBar({ filters, fields }: FilterBarProps) {
  const { t } = useTranslation('table')
  const fieldOf = (filter: Filter) => fields.find(({ id }) => id === filter.field)

  return (
    <Group gap={6} wrap="wrap" className={styles.bar}>
      <Search q={filters.q} onChange={filters.setQ} />
      {filters.list.map((filter, at) => {
        const field = fieldOf(filter)
        return field ? (
          <Chip key={at} field={field} filter={filter} onChange={(next) => filters.put(at, next)} onRemove={() => filters.remove(at)} />
        ) : null
      })}
      {filters.groups.map(([name, text]) => (
        <span key={name} className={styles.chip}>
          <span className={styles.words}>{t('filter.group', { text: `${name}=${text}` })}</span>
          <Remove sentence={text} onRemove={() => filters.removeGroup(name)} />
        </span>
      ))}
      <div className="kam-no-print">
        <AddFilter fields={fields} onAdd={(filter) => filters.put(filters.list.length, filter)} />
        {filters.isAny && (
          <Button variant="subtle" color="gray" size="xs" onClick={filters.clear}>
            {t('filter.clear')}
          </Button>
        )}
      </div>
    </Group>
  )
}

const SETTLED_MS = 200

/* What is typed is looked for when the hands rest; what the address says otherwise comes from there. */
function Search({ q, onChange }: { q: string; onChange(text: string): void }) {
  const { t } = useTranslation('table')
  const [text, setText] = useState(q)
  const tell = useDebouncedCallback(onChange, SETTLED_MS)

  useEffect(() => setText(q), [q])
  const type = (next: string) => {
    setText(next)
    tell(next.trim())
  }
  return (
    <TextInput
      type="search"
      size="xs"
      className={`kam-no-print ${styles.search}`}
      aria-keyshortcuts="/"
      aria-label={t('filter.search')}
      placeholder={t('filter.search')}
      leftSection={<IconSearch size={15} aria-hidden />}
      rightSection={text !== '' && <CloseButton size="sm" aria-label={t('filter.clear_search')} onClick={() => type('')} />}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
    />
  )
}

function Chip({
  field,
  filter,
  onChange,
  onRemove,
}: {
  field: FilterField
  filter: Filter
  onChange(filter: Filter): void
  onRemove(): void
}) {
  const [opened, setOpened] = useState(false)

  return (
    <span className={styles.chip}>
      <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus shadow="md">
        <Popover.Target>
          <UnstyledButton className={styles.words} onClick={() => setOpened(!opened)}>
            <Sentence field={field} filter={filter} />
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown p="sm">
          <FilterEditor
            field={field}
            filter={filter}
            onApply={(next) => {
              setOpened(false)
              onChange(next)
            }}
          />
        </Popover.Dropdown>
      </Popover>
      <Remove sentence={field.label} onRemove={onRemove} />
    </span>
  )
}

function Remove({ sentence, onRemove }: { sentence: string; onRemove(): void }) {
  const { t } = useTranslation('table')

  return (
    <UnstyledButton className={styles.remove} aria-label={t('filter.remove', { sentence })} onClick={onRemove}>
      <IconX size={14} aria-hidden />
    </UnstyledButton>
  )
}
