/* A new filter by typing: a column, or a whole sentence at once. */
import { Button, Popover, Stack, Text, TextInput, UnstyledButton } from '@mantine/core'
import IconFilterPlus from '@tabler/icons-react/dist/esm/icons/IconFilterPlus.mjs'
import { useId, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './filter.module.css'
import { FilterEditor } from './FilterEditor'
import { type Filter } from './grammar'
import { Sentence } from './sentence'
import { suggest, type Suggestion } from './suggest'
import { writeSaying, type FilterField } from './words'

interface AddFilterProps {
  fields: readonly FilterField[]
  onAdd(filter: Filter): void
}

export function AddFilter({ fields, onAdd }: AddFilterProps) {
  const { t } = useTranslation('table')
  const [opened, setOpened] = useState(false)
  const [field, setField] = useState<FilterField | null>(null)

  const show = (on: boolean) => {
    setOpened(on)
    setField(null)
  }
  const add = (filter: Filter) => {
    onAdd(filter)
    show(false)
  }
  return (
    <Popover opened={opened} onChange={show} position="bottom-start" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          leftSection={<IconFilterPlus size={16} aria-hidden />}
          onClick={() => show(!opened)}
        >
          {t('filter.add')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="sm">
        {field ? <FilterEditor field={field} onApply={add} /> : <Typed fields={fields} onField={setField} onAdd={add} />}
      </Popover.Dropdown>
    </Popover>
  )
}

/* A combobox of our own few lines: what is typed is a sentence, not a search in a fixed list. */
function Typed({ fields, onField, onAdd }: AddFilterProps & { onField(field: FilterField): void }) {
  const { t } = useTranslation('table')
  const id = useId()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const found = suggest(text, fields, (word) => t(`filter.operators.${word}`))

  const take = ({ field, saying }: Suggestion) => (saying ? onAdd(writeSaying(field.id, field.kind, saying)) : onField(field))
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setAt((at + step + found.length) % Math.max(1, found.length))
    else if (event.key === 'Enter' && found[at]) take(found[at])
    else return
    event.preventDefault()
  }
  return (
    <Stack gap={6} w={300}>
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
        aria-label={t('filter.type')}
        placeholder={t('filter.type')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} role="listbox" aria-label={t('filter.add')} className={styles.suggestions}>
        {found.map((suggestion, i) => (
          <UnstyledButton
            key={`${suggestion.field.id}${suggestion.saying ? i : ''}`}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === at}
            tabIndex={-1}
            className={styles.suggestion}
            onMouseMove={() => setAt(i)}
            onClick={() => take(suggestion)}
          >
            <SuggestionWords {...suggestion} />
          </UnstyledButton>
        ))}
      </div>
      {found.length === 0 && (
        <Text size="sm" c="dimmed" role="status">
          {t('filter.none')}
        </Text>
      )}
    </Stack>
  )
}

function SuggestionWords({ field, saying }: Suggestion) {
  return saying ? <Sentence field={field} filter={writeSaying(field.id, field.kind, saying)} /> : <>{field.label} …</>
}
